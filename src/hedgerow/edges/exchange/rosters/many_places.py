"""Places in groups of a whole set, against those there are; as ``many_people`` has it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from hedgerow.foundation.targets import Many, Record

from .known import going_on
from .many_people import SHOWN
from .saying import Tables, cells, days

LONGEST: Final = 60
PLACE: Final = ("group_code", "person_code")


@dataclass(frozen=True, slots=True)
class Beside:
    """What places are compared with: places there are, codes of groups and people here or coming,
    persons who will be able to lead, the day, and the first day of each group of the set."""

    places: pl.DataFrame
    groups: Collection[str]
    people: pl.DataFrame
    leaders: pl.DataFrame
    today: date
    begins: dict[str, date]


def places(said: pl.DataFrame, beside: Beside) -> tuple[Many, list[Record]]:
    """New and unchanged places by columns, and records of those to be looked at."""
    running = beside.places.filter(pl.col("until").is_null())
    running = running.select(group_code="group", person_code="code", led="led")
    said = said.join(_since(beside), on=PLACE, how="left", maintain_order="left")
    begins = {group: str(day) for group, day in beside.begins.items()}
    first = pl.col("group_code").replace_strict(begins, default=None, return_dtype=pl.String)
    starts = pl.coalesce("begins", "since", first, pl.lit(str(beside.today)))
    said = said.with_columns(starts=starts)
    said = said.join(running, on=PLACE, how="left", maintain_order="left")
    said = said.with_columns(_doubt(said, beside).alias("doubt"))
    there = pl.col("led").is_not_null()
    sure, rest = said.filter(~pl.col("doubt")), said.filter(pl.col("doubt"))
    new, same = sure.filter(~there), sure.filter(there)
    fields = ("line", *PLACE, "leads", "starts", "ends")
    many = Many(
        new.select(fields), len(same), tuple(records(new.head(SHOWN))),
        tuple(records(same.head(SHOWN))),
    )  # fmt: skip
    return many, records(rest)


def said(tables: Tables, held: pl.DataFrame, leading: Collection[str]) -> pl.DataFrame:
    """The first enrolment of each user in each class."""
    rows = cells(tables, "enrollments", "classSourcedId", "userSourcedId", "role", "beginDate",
                 "endDate")  # fmt: skip
    found = rows.select(
        "line", "role", group_code="classSourcedId", person_code="userSourcedId",
        begins=days(rows["beginDate"]), ends=days(rows["endDate"]),
    ).unique(PLACE, keep="first", maintain_order=True)  # fmt: skip
    may = held.group_by(person_code="code").agg(may=pl.col("role").is_in(list(leading)).any())
    found = found.join(may, on="person_code", how="left", maintain_order="left")
    leads = (pl.col("role") == "teacher") & pl.col("may").fill_null(value=True)
    return found.with_columns(leads=leads).drop("role", "may")


def _since(beside: Beside) -> pl.DataFrame:
    on = going_on(beside.places, beside.today)
    return on.rename({"group": "group_code", "code": "person_code"})


def _doubt(said: pl.DataFrame, beside: Beside) -> pl.Series:
    """Whether a row may be refused, or change a place that is there."""
    ended = beside.places.filter(pl.col("until").is_not_null())
    again = said.select(*PLACE, "starts").join(
        ended.select(group_code="group", person_code="code", starts="since").unique(),
        on=[*PLACE, "starts"], how="semi",
    ).unique()  # fmt: skip
    marked = said.join(again.with_columns(again=pl.lit(value=True)), on=[*PLACE, "starts"],
                       how="left", maintain_order="left")  # fmt: skip
    there = pl.col("led").is_not_null()
    person = pl.col("person_code")
    doubt = there & ((pl.col("led") != pl.col("leads")) | pl.col("ends").is_not_null())
    doubt |= ~there & pl.col("again").is_not_null()
    doubt |= ~pl.col("group_code").is_in(list(beside.groups))
    doubt |= ~person.is_in(beside.people["code"].implode())
    doubt |= pl.col("leads") & ~there & ~person.is_in(beside.leaders["code"].implode())
    doubt |= (pl.col("ends") < pl.col("starts")).fill_null(value=False)
    for name in PLACE:
        doubt |= pl.col(name).str.len_chars() > LONGEST
    return marked.select(doubt.fill_null(value=True)).to_series()


def records(rows: pl.DataFrame) -> list[Record]:
    """The rows as records of the places target."""
    return [_place(row) for row in rows.iter_rows(named=True)]


def _place(row: dict[str, Any]) -> Record:
    ends = date.fromisoformat(row["ends"]) if row["ends"] else None
    starts = date.fromisoformat(row["starts"])
    values = {name: row[name] for name in PLACE}
    values |= {"leads": row["leads"], "starts": starts, "ends": ends}
    return Record(row["line"], "enrollments.csv", values)


def left_out(tables: Tables, beside: Beside) -> list[Record]:
    """Places of users in classes of the set of which it says nothing any more: they end."""
    if "enrollments" not in tables:
        return []
    kept = cells(tables, "enrollments", "classSourcedId", "userSourcedId")
    classes = cells(tables, "classes", "sourcedId").select(group="sourcedId").unique()
    users = cells(tables, "users", "sourcedId").select(code="sourcedId").unique()
    on = going_on(beside.places, beside.today)
    on = on.join(classes, on="group", how="semi").join(users, on="code", how="semi")
    said = kept.select(group="classSourcedId", code="userSourcedId")
    ending = on.join(said.unique(), on=["group", "code"], how="anti").sort("group", "code")
    found = []
    for group, code, since in ending.iter_rows():
        starts = date.fromisoformat(since)
        values = {"group_code": group, "person_code": code, "starts": starts}
        values["ends"] = max(beside.today, starts)
        found.append(Record(0, "enrollments.csv", values))
    return found
