"""An earlier window is read where there may be something in it, and only there."""

from datetime import date

import pytest

from hedgerow.foundation.warehouse import parquet
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.schemas import SAMPLED, SCHEMAS, Schema
from hedgerow.profile.earlier import MONTHLY, is_recorded

YEAR = Window(date(2024, 7, 2), date(2025, 7, 1))


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path


def put(schema: Schema, month: str, ecosystem: int = 7, **values: object) -> None:
    empty = {"int": 0, "float": 0.0, "text": "", "bool": False, "date": date(2026, 1, 1)}
    row = {name: empty[kind] for name, kind in schema.columns.items()}
    parquet.write(
        schema, ecosystem, month, [tuple({**row, "ecosystem": ecosystem, **values}.values())]
    )


def test_what_is_recorded_of_who_belongs_and_how_many_there_are_is_nothing_that_happened():
    for name, schema in SCHEMAS.items():
        if not schema.monthly and name != "sampled":
            put(
                schema,
                "all",
                **{n: date(2020, 1, 1) for n, k in schema.columns.items() if k == "date"},
            )
    assert not is_recorded((7,), YEAR)


@pytest.mark.parametrize("name", MONTHLY)
def test_a_record_of_the_windows_last_month_or_before_it_is_looked_at(name):
    put(SCHEMAS[name], "2025-08")
    assert not is_recorded((7,), YEAR)
    put(SCHEMAS[name], "2025-07", ecosystem=9)
    assert not is_recorded((7,), YEAR)
    assert is_recorded((7, 9), YEAR)
    put(SCHEMAS[name], "2019-01")
    assert is_recorded((7,), YEAR)


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2024, 7, 1), False), (date(2024, 7, 2), True), (date(2025, 7, 1), True),
     (date(2025, 7, 2), False)],
)  # fmt: skip
def test_a_sample_drawn_in_the_window_is_looked_at(day, found):
    put(SAMPLED, "all", day=day)
    assert is_recorded((7,), YEAR) is found
