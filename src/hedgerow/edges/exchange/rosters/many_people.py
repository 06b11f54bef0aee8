"""Users of a whole set against the people there are: who is new, who stays, who comes to another
grade, of whom to look closer.

Only what certainly is so is said here. All rows of anybody else become records,
which the target compares one by one: a doubt may be unfounded, and nothing is lost by it.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

import polars as pl

from hedgerow.foundation.targets import Many, Record, Value

from .known import DETAILS
from .steps import days_of

TARGET: Final = "people"
SHOWN: Final = 5
LONGEST: Final = {"code": 60, "name": 200, "called": 80, "phone": 40, "email": 254,
                  "organisation_code": 60}  # fmt: skip
MAILBOX: Final = (
    r"^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,60}[A-Za-z0-9])?\.)+"
    "[A-Za-z]{2,60}$"
)
SAID: Final = ("code", "name", "called", "email", "phone", "born", "role", "organisation_code",
               "grade", "starts", "ends")  # fmt: skip
OFTEN_UNSAID: Final = ("called", "email", "phone", "born", "starts", "ends")
KEY: Final = ("code", "role", "organisation_code")


def sorted_out(
    people: pl.DataFrame,
    known: pl.DataFrame,
    spells: pl.DataFrame,
    sites: Collection[str],
    today: date,
) -> tuple[Many, list[Record], list[Record]]:
    """New and unchanged persons by columns, those of another grade, and records of all others."""
    found = people.join(_known(known), on="code", how="left", maintain_order="left")
    found = _with_spells(found, spells, today)
    there = pl.col("now_name").is_not_null()
    doubt = _doubtful(sites) | (there & ~(_own_same() & (_role_same() | _grade_alone())))
    doubted = found.filter(doubt).select("code").unique()
    sure = found.join(doubted, on="code", how="anti", maintain_order="left")
    rest = found.join(doubted, on="code", how="semi", maintain_order="left")
    new = sure.filter(~there).select("line", *SAID)
    turned = sure.filter(there & ~_role_same())
    same = sure.filter(there & _role_same())
    many = Many(new, len(same), tuple(records(new.head(SHOWN))), tuple(records(same.head(SHOWN))))
    return many, list(_turned(turned)), list(records(rest))


def records(rows: pl.DataFrame) -> list[Record]:
    """The rows as records of the people target, as they are made of single rows."""
    return [_record(row) for row in rows.select("line", *SAID).iter_rows(named=True)]


def _turned(rows: pl.DataFrame) -> Iterator[Record]:
    """Records of who is in a role already, with the grade that it has here."""
    for record, grade in zip(records(rows), rows["open_grade"], strict=True):
        yield replace(record, label=TARGET, was={"grade": grade})


def _record(row: dict[str, Any]) -> Record:
    values: dict[str, Value] = {"code": row["code"], "name": row["name"]}
    values |= {name: row[name] for name in ("called", "email", "phone") if row[name]}
    values |= {"born": date.fromisoformat(row["born"])} if row["born"] else {}
    if row["role"]:
        values |= {name: row[name] for name in ("role", "organisation_code", "grade")}
        starts, ends = (
            date.fromisoformat(day) if day else None for day in (row["starts"], row["ends"])
        )
        values |= days_of(starts, ends)
    return Record(row["line"], "users.csv", values)


def _known(known: pl.DataFrame) -> pl.DataFrame:
    return known.select("code", *(pl.col(name).alias(f"now_{name}") for name in DETAILS))


def _with_spells(found: pl.DataFrame, spells: pl.DataFrame, today: date) -> pl.DataFrame:
    """Of each role: the grade of the open spell, and what began on the day that is said."""
    named = spells.rename({"site": "organisation_code"})
    opened = named.filter(pl.col("until").is_null())
    opened = opened.group_by(KEY).agg(
        pl.len().alias("open"), pl.col("held").first().alias("open_grade")
    )
    begun = named.group_by(*KEY, "since").agg(
        pl.len().alias("begun"), pl.col("until").first(), pl.col("held").first()
    )
    found = found.with_columns(since=pl.col("starts").fill_null(str(today)))
    found = found.join(opened, on=KEY, how="left", maintain_order="left")
    return found.join(begun, on=[*KEY, "since"], how="left", maintain_order="left")


def _own_same() -> pl.Expr:
    """Whether the person's own details, as far as they are said, are those that stand there."""
    same = pl.col("name") == pl.col("now_name")
    for name in ("called", "email", "phone"):
        same &= (pl.col(name) == "") | (pl.col(name) == pl.col(f"now_{name}"))
    return same & (pl.col("born").is_null() | pl.col("born").eq_missing(pl.col("now_born")))


def _role_same() -> pl.Expr:
    """Whether the spell that the row speaks of has the end and the grade that it says."""
    ends, unsaid = pl.col("ends"), pl.col("grade") == ""
    goes_on = (
        ends.is_null()
        & pl.col("open_grade").is_not_null()
        & (unsaid | (pl.col("grade") == pl.col("open_grade")))
        & (pl.col("begun").is_null() | pl.col("until").is_null())
    )
    ended = (
        ends.is_not_null()
        & (pl.col("begun") == 1).fill_null(value=False)
        & ends.eq_missing(pl.col("until"))
        & (unsaid | (pl.col("grade") == pl.col("held")))
    )
    return (pl.col("role") == "") | goes_on | ended


def _grade_alone() -> pl.Expr:
    """Whether the row speaks of the one spell that goes on, and of another grade in it."""
    goes_on = pl.col("ends").is_null() & (pl.col("open") == 1).fill_null(value=False)
    same_spell = pl.col("begun").is_null() | ((pl.col("begun") == 1) & pl.col("until").is_null())
    other = (pl.col("grade") != "") & (pl.col("grade") != pl.col("open_grade"))
    return goes_on & same_spell & other.fill_null(value=False)


def _doubtful(sites: Collection[str]) -> pl.Expr:
    """Whether something in the row may not be taken: a length, an address, a school, the days."""
    site, email = pl.col("organisation_code"), pl.col("email")
    doubt = (pl.col("name") == "") | ~site.is_in(["", *sites])
    for name, longest in LONGEST.items():
        doubt |= pl.col(name).str.len_chars() > longest
    doubt |= (email != "") & ~email.str.contains(MAILBOX)
    return doubt | (pl.col("ends") < pl.col("starts")).fill_null(value=False)
