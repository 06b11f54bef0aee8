"""The canonical form: what it makes equal, what it tells apart, what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.journal import rules

ADA, BO = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENTRY = rules.Entry(
    uuid=UUID(int=9),
    ecosystem=4,
    kind="governance.election_closed",
    by_person=7,
    via="page",
    on_behalf_of=None,
    at=NOON,
    recorded_at=NOON,
    origin="live",
    commitment=b"\x01" * 32,
    subjects=(("people.person", ADA),),
)


def test_keys_are_sorted_and_nothing_is_escaped() -> None:
    assert rules.canonical_json({"b": 1, "a": "Muñoz"}) == '{"a":"Muñoz","b":1}'.encode()


def test_rich_values_become_text_and_whole_floats_integers() -> None:
    later = NOON.astimezone(timezone(timedelta(hours=5)))
    assert rules.plain(
        {"day": date(2026, 3, 1), "at": later, "id": ADA, "sum": Decimal("1.50")}
    ) == {
        "day": "2026-03-01",
        "at": "2026-03-01T12:00:00.000000+00:00",
        "id": str(ADA),
        "sum": "1.50",
    }
    assert rules.canonical_json([1.0, 1e22, -0.0, 0.1]) == b"[1,10000000000000000000000,0,0.1]"


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), "a\x00b", {1: "one"}, object(), {"a": {2}}, datetime(2026, 1, 1)],
)
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        rules.canonical_json(value)


def test_the_order_and_repetition_of_subjects_do_not_matter() -> None:
    one = rules.commitment(b"s", {}, [("a", ADA), ("a", BO), ("a", ADA)])
    assert one == rules.commitment(b"s", {}, [("a", BO), ("a", ADA)])
    assert one != rules.commitment(b"s", {}, [("a", BO)])
    assert one != rules.commitment(b"t", {}, [("a", BO), ("a", ADA)])


@pytest.mark.parametrize(
    "change",
    [
        {"uuid": UUID(int=8)},
        {"ecosystem": None},
        {"kind": "x"},
        {"by_person": 8},
        {"via": "api"},
        {"on_behalf_of": 3},
        {"at": NOON + timedelta(microseconds=1)},
        {"recorded_at": NOON + timedelta(microseconds=1)},
        {"origin": "imported"},
        {"commitment": b"\x02" * 32},
        {"subjects": (("people.person", BO),)},
    ],
)
def test_every_column_changes_the_leaf(change: dict[str, Any]) -> None:
    assert replace(ENTRY, **change).leaf_hash() != ENTRY.leaf_hash()


def test_the_same_moment_in_another_zone_is_the_same_leaf() -> None:
    moved = replace(ENTRY, at=NOON.astimezone(timezone(timedelta(hours=-8))))
    assert moved.leaf_hash() == ENTRY.leaf_hash()


KINDS = st.sampled_from(["people.person", "membership.group"])
PAIRS = st.lists(st.tuples(KINDS, st.uuids()), max_size=8)


@given(PAIRS, PAIRS)
def test_subjects_that_come_by_kind_are_as_if_they_had_come_one_by_one(
    single: list[tuple[str, UUID]], more: list[tuple[str, UUID]]
) -> None:
    many: dict[str, list[str]] = {"membership.group": []}
    for kind, uuid in more:
        many.setdefault(kind, []).append(str(uuid))
    assert rules.sorted_subjects(single, many) == rules.sorted_subjects([*single, *more])
