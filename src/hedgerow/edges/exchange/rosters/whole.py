"""A whole OneRoster set beside what is here, by columns: a country's users and enrolments.

Organisations and classes are few and go row by row, and so does every row that is not plain: what
comes of either way is the same. A set of changes, which is small, goes row by row altogether.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.leading import leading_names
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.codes import erased_codes, organisation_ids
from hedgerow.foundation.targets import Coming, Many, Record

from . import (
    from_oneroster,
    from_oneroster_people,
    known,
    many_guardians,
    many_people,
    many_places,
    saying,
)
from .here import Here
from .reader import Reader
from .reading import Table
from .sets import Roster
from .steps import Steps

BY_COLUMNS: Final = ("users", "roles", "demographics", "enrollments")
FOR_GOOD: Final = date.max.isoformat()
Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Taken:
    """Records to be compared one by one, what was compared already, and what comes before."""

    steps: Steps
    many: dict[str, Many]
    changed: list[Record]
    people: pl.DataFrame
    leaders: pl.DataFrame
    """Who gets a role to lead in, ``code``, and its ``last`` day."""
    said: pl.DataFrame
    """The roles that the set says: ``code``, ``role``, ``site`` and ``ends``."""

    def coming(self, plain: Coming) -> Coming:
        """What comes, of persons those of whom the records speak."""
        names = ("guardian_code", "learner_code", "person_code")
        said = [one for step in self.steps.steps for one in step.records]
        codes = pl.Series("code", [one.text(name) for one in said for name in names], pl.String)
        people = self.people.join(codes.to_frame(), on="code", how="semi")["code"]
        leaders = self.leaders.join(codes.unique().to_frame(), on="code", how="semi")
        last = {code: date.fromisoformat(day) for code, day in leaders.iter_rows()}
        return Coming(plain.organisations, frozenset(people), plain.groups, last)


def fits(roster: Roster) -> bool:
    """Whether the set is OneRoster's, with all users there are."""
    modes = {roster.tables[name].mode for name in BY_COLUMNS if name in roster.tables}
    named = roster.format is not None and roster.format.key.startswith("oneroster")
    return named and "users" in roster.tables and modes == {"bulk"}


def take(ecosystem: Ecosystem, roster: Roster) -> Taken:
    """The set against what is here: by columns where it is plain, else as records."""
    day, tables = today(ecosystem), roster.tables
    groups = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    codes = frozenset(groups.values_list("code", flat=True))
    reader = Reader(tables, Here.of_groups(codes), day)
    found, many = Steps(), dict[str, Many]()
    from_oneroster.organisations(found, reader)
    from_oneroster.groups(found, reader)
    held = saying.roles(tables)
    erased, there = known.erased(ecosystem), known.persons(ecosystem)
    said = saying.people(tables, held)
    marked = erased_codes(ecosystem).among(said["code"])
    gone = pl.concat([erased["code"], pl.Series("code", sorted(marked), pl.String)])
    people = _kept(found, said, gone, "code")
    leaders = _leaders(people)
    everybody = pl.concat([there["code"], known.merged(ecosystem), people["code"]]).unique()
    step = found.step("people", "users.csv", **from_oneroster_people.PEOPLE)
    many["people"], changed, step.records = many_people.sorted_out(
        people, there, known.spells(ecosystem, there), _sites(ecosystem, found), day
    )
    pairs = _kept(found, saying.agents(tables, held), gone, *many_guardians.PAIR)
    step = found.step("guardians", "users.csv", **from_oneroster_people.GUARDIANS)
    many["guardians"], step.records = many_guardians.sorted_out(
        pairs, known.wards(ecosystem), everybody.to_frame(), day
    )
    coming_groups = {one.text("code") for step in found.steps if step.target == "groups"
                     for one in step.records}  # fmt: skip
    beside = many_places.Beside(
        places=known.places(ecosystem, pl.concat([there.select("id", "code"), erased])),
        groups=codes | coming_groups,
        people=everybody.to_frame(),
        leaders=leaders.filter(pl.col("last") == FOR_GOOD),
        today=day,
        begins=from_oneroster.first_days(reader),
    )
    many["group-members"] = _places(found, tables, held, beside, gone)
    roles = people.select("code", "role", "ends", site="organisation_code")
    return Taken(found, many, changed, people.select("code").unique(), leaders, roles)


def _leaders(people: pl.DataFrame) -> pl.DataFrame:
    leading = people.filter(pl.col("role").is_in(leading_names()))
    return leading.group_by("code").agg(last=pl.col("ends").fill_null(FOR_GOOD).max())


def _places(
    found: Steps, tables: Tables, held: pl.DataFrame, beside: many_places.Beside, gone: pl.Series
) -> Many:
    step = found.step("group-members", "enrollments.csv", **from_oneroster.PLACES)
    said = _kept(found, many_places.said(tables, held, leading_names()), gone, "person_code")
    many, records = many_places.places(said, beside)
    ending = many_places.left_out(tables, beside)
    erased = frozenset(gone)
    kept = [one for one in ending if one.text("person_code") not in erased]
    found.leave_erased(len(ending) - len(kept))
    step.records = [*records, *kept]
    return many


def _kept(found: Steps, rows: pl.DataFrame, gone: pl.Series, *names: str) -> pl.DataFrame:
    """The rows that speak of nobody whose data was erased; the others are counted."""
    if gone.is_empty():
        return rows
    kept = rows.filter(~pl.any_horizontal(pl.col(names).is_in(gone.implode())))
    found.leave_erased(len(rows) - len(kept))
    return kept


def _sites(ecosystem: Ecosystem, found: Steps) -> set[str]:
    """Codes of organisations that are here or come in before."""
    coming = {("", one.text("code")) for step in found.steps if step.target == "organisations"
              for one in step.records}  # fmt: skip
    here = organisation_ids(ecosystem, Coming(organisations=frozenset(coming)))
    return {code for kind, code in here if not kind}
