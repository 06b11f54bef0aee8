"""What a row says is the same in both databases, and a digest tells where it is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.installation.carrying.columns import (
    KINDS,
    Column,
    Table,
    compared,
    readers,
    tables,
    writers,
)
from hedgerow.foundation.installation.carrying.digests import Digest, digested, read
from hedgerow.foundation.installation.carrying.reading import Raw, Source

KINDS_OF_ROWS = tuple(dict.fromkeys(KINDS.values()))
COLUMNS = tuple(Column(kind, kind, places=2) for kind in KINDS_OF_ROWS)
VALUES: dict[str, Any] = {
    "int": -(2**62), "bool": True, "text": 'a\tb\\N\n"', "json": '{"b": 1.0, "a": "\\u00e9"}',
    "bytes": b"\x00\xff\\", "uuid": UUID(int=5), "date": date(1, 1, 1), "time": time(23, 59),
    "moment": datetime(2026, 3, 29, 0, 59, 59, 1, tzinfo=UTC), "float": 1.5e300,
    "decimal": Decimal("-12.30"),
}  # fmt: skip
DUMPED = {
    "int": "-4611686018427387904", "bool": "t", "text": 'a\\tb\\\\N\\n"',
    "json": '{"a": "é", "b": 1.0}', "bytes": "\\\\x00ff5c",
    "uuid": "00000000-0000-0000-0000-000000000005", "date": "0001-01-01", "time": "23:59:00",
    "moment": "2026-03-29 02:59:59.000001+02", "float": "1.5e+300", "decimal": "-12.30",
}  # fmt: skip


def test_every_column_of_every_model_is_of_a_kind_that_is_known() -> None:
    found = tables(apps)
    for model in apps.get_models(include_auto_created=True):
        table = found[model._meta.db_table]
        assert [column.name for column in table.columns] == [
            field.column for field in model._meta.local_concrete_fields
        ]
        links = [one for one in model._meta.local_concrete_fields if isinstance(one, ForeignKey)]
        kinds = {column.name: column.kind for column in table.columns}
        assert {kinds[link.column] for link in links} <= {"int", "text", "uuid"}
    assert found["journal_fact"].numbered == "id"
    assert found["journal_factcontent"].numbered == ""


def test_sqlite_hands_back_what_it_was_given() -> None:
    kept = [change(VALUES[one.name]) for one, change in zip(COLUMNS, writers(COLUMNS), strict=True)]
    kept[KINDS_OF_ROWS.index("decimal")] = -12.3  # as SQLite keeps it
    (back,) = read([tuple(kept)], COLUMNS, "sqlite")
    assert list(back) == [VALUES[one.name] for one in COLUMNS]


def dumped(text: str) -> list[tuple[str, tuple[str, ...], list[Raw]]]:
    parts = Source(Path("x"), "postgresql")._copied(StringIO(text))
    return [(part.table, part.columns, list(part.rows)) for part in parts]


def test_postgresql_says_the_same_in_its_own_words() -> None:
    line = "\t".join(DUMPED[one.name] for one in COLUMNS)
    nulls = "\t".join("\\N" for _ in COLUMNS)
    ((name, columns, rows),) = dumped(
        f'SET x = 1;\nCOPY public."order" ({", ".join(KINDS_OF_ROWS[:-1])}, "decimal") FROM stdin;\n'
        f"{line}\n{nulls}\n\\.\n\nSELECT 1;\n"
    )
    assert (name, columns) == ("order", KINDS_OF_ROWS)
    values, empty = read(rows, COLUMNS, "postgresql")
    said = dict(zip(KINDS_OF_ROWS, values, strict=True))
    assert json.loads(said.pop("json")) == json.loads(VALUES["json"])
    assert said == {kind: value for kind, value in VALUES.items() if kind != "json"}
    assert set(empty) == {None}


def test_rows_that_are_cut_off_are_no_rows() -> None:
    with pytest.raises(ValueError, match="cut off"):
        dumped("COPY public.t (a) FROM stdin;\n1\n")


def digest(rows: Iterable[Raw], columns: tuple[Column, ...] = COLUMNS) -> Digest:
    found = Digest()
    assert list(digested(rows, columns, found)) == list(rows)
    return found


def test_a_digest_minds_content_and_not_the_order_of_rows_or_columns() -> None:
    one, two = tuple(VALUES.values()), tuple(VALUES.values())[:1] + (None,) * (len(VALUES) - 1)
    columns = tuple(Column(kind, kind) for kind in VALUES)
    whole = digest([one, two], columns)
    assert whole == digest([two, one], columns)
    assert whole == digest([one[::-1], two[::-1]], columns[::-1])
    assert whole.rows == 2
    assert whole != digest([one], columns)
    assert whole != digest([one, two, two], columns)
    for place in range(len(one)):
        changed = (*one[:place], None, *one[place + 1 :])
        assert whole != digest([changed, two], columns)


JSON = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)  # fmt: skip


@pytest.mark.slow
@given(JSON)
def test_json_is_compared_by_what_it_says(value: Any) -> None:
    (same,) = compared((Column("a", "json"),))
    assert same(json.dumps(value)) == same(json.dumps(value, indent=1, ensure_ascii=False))
    assert same(json.dumps([value])) != same(json.dumps(value))


@pytest.mark.parametrize(
    ("sqlite", "postgresql"),
    [("1e22", "10000000000000000000000"), ("1E-7", "0.0000001"), ("-0.0", "0.0"), ("1.0", "1.00"),
     ('{"b": 1, "a": 2}', '{"a": 2, "b": 1}'), ('"\\u00e9"', '"é"')],
)  # fmt: skip
def test_both_ways_to_write_a_thing_are_one(sqlite: str, postgresql: str) -> None:
    (same,) = compared((Column("a", "json"),))
    assert same(sqlite) == same(postgresql)


@pytest.mark.parametrize(
    ("one", "other"), [("1", "true"), ("1", '"1"'), ("null", "0"), ("1", "1.1")]
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    (same,) = compared((Column("a", "json"),))
    assert same(one) != same(other)


def test_a_table_with_other_columns_is_refused() -> None:
    table = Table("t", (Column("a", "int"), Column("b", "int")))
    assert [one.name for one in table.only(("b", "a"))] == ["b", "a"]
    for names in (("a",), ("a", "b", "c"), ("a", "a")):
        with pytest.raises(ValueError, match="other columns"):
            table.only(names)


def test_what_a_column_cannot_hold_is_an_error() -> None:
    for kind, value in (("date", "2026-13-01"), ("uuid", "x"), ("moment", "soon"), ("int", "1.5")):
        convert = readers((Column("a", kind),), "sqlite")[0]
        with pytest.raises(ValueError):
            convert(value)
