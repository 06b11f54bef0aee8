"""Whom a row without a code means: by name and birth date, else by name, role and school."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import ErasedCodes, erased_codes
from hedgerow.commons.people.making import LIKE_LEARNERS, Namesake, code_of, uncoded, with_codes
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Record

from ..models import Assignment
from .sites import Sites, named, sites_of

BY_ROLE = ("name", "role", "organisation_code", "organisation_name")
MADE_OF = (LIKE_LEARNERS, BY_ROLE)


@dataclass(frozen=True, slots=True)
class _Person(Namesake):
    born: date | None = None
    held: set[tuple[str, int | None]] = field(default_factory=set)

    def holds(self, role: str, site: int | None) -> bool:
        """Whether they have, or had, the role (any, where none is said) at the school, if one is."""
        return not role or any(one == role and site in (None, at) for one, at in self.held)


@dataclass(frozen=True, slots=True)
class _Codes:
    """Made codes that are in use here, or were before somebody was erased."""

    here: Collection[str]
    erased: ErasedCodes

    def __contains__(self, code: object) -> bool:
        return code in self.here or code in self.erased


def coded_people(ecosystem: Ecosystem, records: Sequence[Record], found: Diff) -> Sequence[Record]:
    """Each with a code. Three queries for each five hundred names of rows without one."""
    without = uncoded(records)
    if not without:
        return records
    own, sites = str(ecosystem.uuid), sites_of(ecosystem, without)
    here = _namesakes(ecosystem, {sort_name(one.text("name")) for one in without})

    def made(record: Record) -> str:
        return code_of(own, "person", record)

    codes, there = {made(one) for one in without}, set[str]()
    rows = Person.objects.filter(kept_by=ecosystem)
    for some in in_parts(codes):
        there.update(rows.filter(code__in=some).values_list("code", flat=True))

    def near(record: Record) -> tuple[list[_Person], bool]:
        mine = here.get(sort_name(record.text("name")), [])
        return (
            _by_day(own, record, mine)
            if "born" in record.made_of
            else _by_role(record, mine, sites)
        )

    return with_codes(
        records, found, made=made, there=_Codes(there, erased_codes(ecosystem)), near=near
    )


def _by_day(own: str, record: Record, mine: Sequence[_Person]) -> tuple[list[_Person], bool]:
    """Those of that birth date; else who came with the same row when it told no birth date yet."""
    if same := [one for one in mine if one.born == record.values["born"]]:
        return same, False
    rest = tuple(name for name in BY_ROLE if record.text(name))
    before = code_of(own, "person", replace(record, made_of=rest))
    undated = [one for one in mine if one.born is None]
    if met := [one for one in undated if one.code == before]:
        return met, False
    return [], any(not one.held or one.holds(record.text("role"), None) for one in undated)


def _by_role(record: Record, mine: Sequence[_Person], sites: Sites) -> tuple[list[_Person], bool]:
    site = sites.id_of(record)
    if named(record) and not site:  # of a school that is not here nobody is
        return [], False
    return [one for one in mine if one.holds(record.text("role"), site)], False


def _namesakes(ecosystem: Ecosystem, names: Collection[str]) -> Mapping[str, list[_Person]]:
    """Who is here of these folded names, with the roles they have or had."""
    found: dict[str, list[_Person]] = defaultdict(list)
    people: dict[int, _Person] = {}
    rows = Person.objects.filter(kept_by=ecosystem, erased_at=None).order_by("pk")
    for some in in_parts(names):
        here = rows.filter(sort_name__in=some)
        told = here.values_list("pk", "sort_name", "name", "code", "born")
        for pk, folded, name, code, born in told:
            people[pk] = _Person(name, code, born)
            found[folded].append(people[pk])
    held = Assignment.objects.filter(ecosystem=ecosystem)
    for some in in_parts(people):
        for pk, role, site in held.filter(person__in=some).values_list(
            "person", "role", "organisation"
        ):
            people[pk].held.add((role, site))
    return found
