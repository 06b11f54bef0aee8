"""Whoever alters, adds or removes a fact behind the triggers is found out, fact and seal named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from hedgerow.foundation.journal import merkle, triggers
from hedgerow.foundation.journal.actions import erase_content, seal_all
from hedgerow.foundation.journal.models import (
    Chain,
    Fact,
    FactContent,
    FactSubject,
    Seal,
    Unsealed,
)
from hedgerow.foundation.journal.tests.factories import CY, GROVE, ORCHARD, a_fact
from hedgerow.foundation.journal.verification import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded() -> Iterator[list[Fact]]:
    """Five sealed facts of the grove, one of the orchard, and no triggers."""
    facts = [a_fact(payload={"n": number}) for number in range(5)]
    a_fact(by=CY, ecosystem=ORCHARD)
    seal_all()
    assert verify()[1] == []
    triggers.drop(connection)
    yield facts


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "governance.election_opened"),
        ("by_person", 12),
        ("via", "api"),
        ("on_behalf_of", 7),
        ("at", "2026-03-02 12:00:00+00:00"),
        ("recorded_at", "2026-03-02 12:00:00+00:00"),
        ("origin", "imported"),
        ("ecosystem", ORCHARD),
        ("ecosystem", None),
        ("uuid", "00000000000000000000000000000001"),
        ("commitment", b"\x07" * 32),
    ],
)
def test_it_names_the_fact_and_seal_of_a_changed_column(
    unguarded: list[Fact], column: str, value: object
) -> None:
    fact = unguarded[2]
    sql(f"UPDATE journal_fact SET {column} = %s WHERE id = %s", value, fact.pk)
    heads, (broken,) = verify()
    assert (broken.ecosystem, broken.seq) == (GROVE, 2)
    assert broken.fact == Fact.objects.get(pk=fact.pk).uuid
    assert [head.ecosystem for head in heads] == [ORCHARD]


@pytest.mark.parametrize("erased", [False, True])
@pytest.mark.parametrize("column", ["kind", "uuid"])
def test_it_names_the_fact_of_a_changed_subject_erased_or_not(
    unguarded: list[Fact], column: str, erased: bool
) -> None:
    fact = unguarded[3]
    if erased:
        erase_content([fact.pk])
    value = "00000000000000000000000000000001" if column == "uuid" else "x"
    sql(f"UPDATE journal_factsubject SET {column} = %s WHERE fact_id = %s", value, fact.pk)
    (broken,) = verify()[1]
    assert (broken.seq, broken.fact) == (3, fact.uuid)


@pytest.mark.parametrize(("column", "value"), [("payload", '{"n": 9}'), ("salt", b"\x00" * 32)])
def test_it_names_the_fact_of_changed_content(
    unguarded: list[Fact], column: str, value: object
) -> None:
    fact = unguarded[0]
    sql(f"UPDATE journal_factcontent SET {column} = %s WHERE fact_id = %s", value, fact.pk)
    (broken,) = verify()[1]
    assert (broken.seq, broken.fact) == (0, fact.uuid)
    assert "content" in str(broken)


@pytest.mark.parametrize("column", ["leaf_hash", "root"])
def test_it_names_the_seal_of_a_changed_hash(unguarded: list[Fact], column: str) -> None:
    fact = unguarded[4]
    sql(f"UPDATE journal_seal SET {column} = %s WHERE fact_id = %s", b"\x00" * 32, fact.pk)
    (broken,) = verify()[1]
    assert (broken.seq, broken.fact) == (4, fact.uuid)


def _remove(fact: Fact) -> None:
    for model in (FactContent, FactSubject, Seal):
        model.objects.filter(fact=fact).delete()
    Fact.objects.filter(pk=fact.pk).delete()


def test_it_names_the_gap_where_a_fact_was_taken_away(unguarded: list[Fact]) -> None:
    _remove(unguarded[2])
    (broken,) = verify()[1]
    assert broken.what == "seal 2 is missing"


def test_it_notices_facts_taken_from_the_end(unguarded: list[Fact]) -> None:
    _remove(unguarded[4])
    (broken,) = verify()[1]
    assert (broken.seq, broken.ecosystem) == (4, GROVE)
    assert "4 of 5" in broken.what


def test_it_notices_a_fact_slipped_in(unguarded: list[Fact]) -> None:
    fact = a_fact()
    Unsealed.objects.filter(fact=fact).delete()
    (broken,) = verify()[1]
    assert (broken.fact, broken.seq) == (fact.uuid, None)


def test_it_notices_a_kept_frontier_that_is_not_that_of_the_seals(unguarded: list[Fact]) -> None:
    Chain.objects.filter(ecosystem=GROVE).update(frontier=b"\x00" * 64)
    (broken,) = verify()[1]
    assert "frontier" in broken.what


@pytest.mark.sqlite  # PostgreSQL lets no such date in
def test_it_says_so_when_a_fact_cannot_even_be_read(unguarded: list[Fact]) -> None:
    sql("UPDATE journal_fact SET at = '2026-13-01 00:00:00' WHERE id = %s", unguarded[1].pk)
    (broken,) = verify()[1]
    assert broken.ecosystem == GROVE
    assert "cannot be read" in broken.what


def test_erasing_content_leaves_every_seal_verifying() -> None:
    facts = [a_fact() for _ in range(4)]
    seal_all()
    before, broken = verify()
    assert broken == []
    erase_content([fact.pk for fact in facts])
    assert verify() == (before, [])
    assert before[0].size == 4
    assert before[0].root != merkle.EMPTY_ROOT
