"""Roles are given and end."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from ..errors import LastConvener
from ..models import Assignment
from ..permissions import ASSIGN_ROLES
from .checks import (
    Row,
    last_of_each,
    organisations_of,
    persons_of,
    require_no_more,
    seen,
    within,
)

BATCH = 500
Key = tuple[int, str, int | None]


def assign_role(
    ecosystem: Ecosystem,
    person: Person,
    role: str,
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    starts: date | None = None,
    grade: str = "",
) -> Assignment:
    """Give a person a role, in the whole or for one organisation; a held role is left as is.

    Raises NotFound to outsiders, UnknownRole, or NotPermitted.
    """
    site = organisation.pk if organisation else None
    row = {"person_id": person.pk, "role": role, "organisation_id": site, "grade": grade}
    given = Assignment.objects.filter(
        ecosystem=ecosystem, person=person, role=role, organisation=organisation, ends=None
    )
    with transaction.atomic():
        held = given.first()
        assign_many(ecosystem, [] if held else [{**row, "starts": starts}], by=by, at=at)
        return held or given.get()


@transaction.atomic
def assign_many(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Give roles, or change their grade and end; journal once.

    Each row has ``person_id`` and ``role``, and may have ``organisation_id``, ``starts`` (the day
    of ``at`` by default), ``ends`` and ``grade``. A row is the spell of that person, role and
    organisation that began on that day; else, if it does not end before it, the one that is open.

    Raises NotFound to outsiders and for ids of elsewhere, UnknownRole, or NotPermitted.
    """
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    require_no_more(by, {row["role"] for row in rows}, ecosystem)
    rows = last_of_each(rows, "person_id", "role", "organisation_id", "starts")
    people = persons_of(ecosystem, {row["person_id"] for row in rows}, by)
    organisations_of(ecosystem, {row.get("organisation_id") for row in rows})
    spells = _Spells(ecosystem, people)
    for row in rows:
        spells.take(row, by, at.date())
    outcome = spells.save()
    _tell("membership.roles_assigned", spells.written(), outcome, people, ecosystem, by, at)
    return outcome


@transaction.atomic
def end_assignments(
    ecosystem: Ecosystem, ids: Collection[int], on: date, *, by: Actor, at: datetime
) -> int:
    """End roles, ``on`` being the last day; return how many had not ended.

    A role that begins later ends on the day it begins.

    Raises NotFound to outsiders and for ids of elsewhere, NotPermitted or LastConvener.
    """
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    here = Assignment.objects.select_for_update().filter(ecosystem=ecosystem)
    found = list(within(here.select_related("person"), "pk", set(ids)))
    if len(found) < len(set(ids)):
        raise NotFound
    ending = [row for row in found if row.ends is None]
    if not ending:
        return 0
    for row in ending:
        row.ends = max(on, row.starts)
    _keep_a_convener(ecosystem, ending)
    Assignment.objects.bulk_update(ending, ["ends"], BATCH)
    people = {row.person_id: row.person.uuid for row in ending}
    outcome = Outcome(changed=len(ending))
    _tell("membership.roles_ended", ending, outcome, people, ecosystem, by, at)
    return len(ending)


class _Spells:
    """The spells of these persons, as rows are laid over them."""

    def __init__(self, ecosystem: Ecosystem, people: Collection[int]) -> None:
        self.ecosystem = ecosystem
        self.by_start: dict[tuple[Key, date], Assignment] = {}
        self.open: dict[Key, Assignment] = {}
        self.new: list[Assignment] = []
        self.changed: dict[int, Assignment] = {}
        self.unchanged: set[int] = set()
        here = Assignment.objects.select_for_update().filter(ecosystem=ecosystem)
        for spell in within(here, "person_id", people):
            self._know(spell)

    def take(self, row: Row, by: Actor, today: date) -> None:
        """Lay one row over the spells there are."""
        starts, ends = row.get("starts") or today, row.get("ends")
        key = (row["person_id"], row["role"], row.get("organisation_id"))
        open_ = self.open.get(key)
        spell = self.by_start.get((key, starts))
        if spell is None and open_ and (ends is None or ends >= open_.starts):
            spell = open_
        if spell is None:
            spell = self._begin(row, key, starts, by)
        elif not self._change(spell, row, open_):
            self.unchanged.add(spell.pk)
        elif spell.pk:
            self.changed[spell.pk] = spell
        self._know(spell)

    def save(self) -> Outcome:
        """Write what is new or changed; a spell that ends is written before one that opens."""
        Assignment.objects.bulk_update(self.changed.values(), ["ends", "grade"], BATCH)
        Assignment.objects.bulk_create(self.new, BATCH)
        unchanged = self.unchanged - set(self.changed) - {None}
        return Outcome(len(self.new), len(self.changed), len(unchanged))

    def written(self) -> list[Assignment]:
        return [*self.new, *self.changed.values()]

    def _begin(self, row: Row, key: Key, starts: date, by: Actor) -> Assignment:
        person, role, site = key
        spell = Assignment(
            ecosystem=self.ecosystem, person_id=person, role=role, organisation_id=site,
            starts=starts, ends=row.get("ends"), grade=row.get("grade") or "",
            origin=row.get("origin") or by.origin,
        )  # fmt: skip
        self.new.append(spell)
        return spell

    def _change(self, spell: Assignment, row: Row, open_: Assignment | None) -> bool:
        """Set grade and end where the row has them; an ended spell opens if no other is."""
        before = (spell.grade, spell.ends)
        if row.get("grade"):
            spell.grade = row["grade"]
        if "ends" in row and (row["ends"] is not None or open_ is None):
            spell.ends = row["ends"]
        return before != (spell.grade, spell.ends)

    def _know(self, spell: Assignment) -> None:
        key = (spell.person_id, spell.role, spell.organisation_id)
        self.by_start[key, spell.starts] = spell
        if spell.ends is None:
            self.open[key] = spell
        elif self.open.get(key) is spell:
            del self.open[key]


def _keep_a_convener(ecosystem: Ecosystem, ending: Sequence[Assignment]) -> None:
    """Raise LastConvener if these are all who convene the whole ecosystem."""
    if not any(row.role == "convener" for row in ending):
        return
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # two conveners ending each other
    left = Assignment.objects.filter(
        ecosystem=ecosystem, role="convener", ends__isnull=True, person__erased_at__isnull=True
    )
    if not left.exclude(pk__in=[row.pk for row in ending if row.role == "convener"]).exists():
        raise LastConvener


def _tell(
    kind: str,
    written: Sequence[Assignment],
    outcome: Outcome,
    people: Mapping[int, UUID],
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
) -> None:
    """One fact for the set, and the roll dirty where learners are in it."""
    if not written:
        return
    roles = sorted({row.role for row in written})
    if "learner" in roles:
        warehouse.touch("participant", ecosystem.pk)
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("people.person", people[row.person_id]) for row in written],
        payload={"roles": roles, "new": outcome.new, "changed": outcome.changed},
    )
