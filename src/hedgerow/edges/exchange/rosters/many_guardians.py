"""Guardians of a whole set, against those there are; as ``many_people`` has it."""

from datetime import date
from typing import Any, Final

import polars as pl

from hedgerow.foundation.targets import Many, Record

from .many_people import SHOWN

LONGEST: Final = 60
PAIR: Final = ("guardian_code", "learner_code")


def sorted_out(
    pairs: pl.DataFrame, wards: pl.DataFrame, people: pl.DataFrame, today: date
) -> tuple[Many, list[Record]]:
    """New and known guardians by columns, and records of those to be looked at."""
    new = pairs.join(wards.unique(), on=PAIR, how="anti", maintain_order="left").select(
        "line", *PAIR
    )
    marked = pairs.join(new.select("line", *PAIR, new=pl.lit(value=True)).unique(), how="left",
                        on=["line", *PAIR], maintain_order="left")  # fmt: skip
    doubt = (pl.col("guardian_code") == pl.col("learner_code")) | pl.struct(PAIR).is_duplicated()
    for name in PAIR:
        doubt |= ~pl.col(name).is_in(people["code"].implode())
        doubt |= pl.col(name).str.len_chars() > LONGEST
    starts = pl.when(pl.col("new")).then(pl.lit(str(today)))
    marked = marked.with_columns(pl.col("new").fill_null(value=False), doubt=doubt, starts=starts)
    sure, rest = marked.filter(~pl.col("doubt")), marked.filter(pl.col("doubt"))
    fresh, same = sure.filter(pl.col("new")), sure.filter(~pl.col("new"))
    many = Many(
        fresh.select("line", *PAIR, "starts"),
        len(same),
        tuple(ties(fresh.head(SHOWN))),
        tuple(ties(same.head(SHOWN))),
    )
    return many, ties(rest)


def ties(rows: pl.DataFrame) -> list[Record]:
    """The pairs as records of the guardians target; one that is new has a first day."""
    return [_tie(row) for row in rows.select("line", *PAIR, "starts").iter_rows(named=True)]


def _tie(row: dict[str, Any]) -> Record:
    values = {name: row[name] for name in PAIR}
    values |= {"starts": date.fromisoformat(row["starts"])} if row["starts"] else {}
    return Record(row["line"], "users.csv", values)
