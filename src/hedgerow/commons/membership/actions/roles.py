"""Roles are given and end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from ..begun import require_begun
from ..models import Assignment, GroupPlace
from ..permissions import ASSIGN_ROLES
from .checks import (
    Row,
    keep_a_convener,
    last_of_each,
    organisations_of,
    persons_of,
    require_no_more,
    seen,
    within,
)
from .led_places import close_led
from .left_places import Left, close_left, counted, over_of, subjects_of
from .spells import Spells

if TYPE_CHECKING:
    import polars as pl

BATCH = 500


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
def assign_many(
    ecosystem: Ecosystem,
    rows: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
    new: "pl.DataFrame | None" = None,
) -> Outcome:
    """Give roles, or change their grade and end; journal once.

    Each row has ``person_id`` and ``role``, and may have ``organisation_id``, ``starts`` (the day
    of ``at`` by default), ``ends`` and ``grade``. A row is the spell of that person, role and
    organisation that began on that day; else, if it does not end before it, the one that is open.
    ``new`` are rows by columns, days as text, of persons kept here who hold no role yet, with the
    ``uuid`` of each.

    Raises NotFound to outsiders and for ids of elsewhere, UnknownRole, RoleOrder, or NotPermitted.
    """
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    given = set() if new is None else set(new["role"])
    require_no_more(by, {row["role"] for row in rows} | given, ecosystem)
    rows = last_of_each(rows, "person_id", "role", "organisation_id", "starts")
    people = persons_of(ecosystem, {row["person_id"] for row in rows}, by)
    organisations_of(ecosystem, {row.get("organisation_id") for row in rows})
    spells = Spells(ecosystem, people)
    today = day_in(ecosystem, at)
    for row in rows:
        spells.take(row, by, today)
    outcome, written, more = spells.save(), spells.written(), list[str]()
    closed = close_led(ecosystem, written, today)
    left = close_left(ecosystem, over_of(written), today, by, at)
    if new is not None:
        from .arriving import add_roles  # polars is slow to import

        more = add_roles(ecosystem, new, by=by, today=today)
        outcome = replace(outcome, new=outcome.new + len(new))
    told = Told(sorted({row.role for row in written} | given), closed, left, more)
    tell_roles("membership.roles_assigned", written, outcome, people, ecosystem, by, at, told)
    return outcome


@transaction.atomic
def end_assignments(
    ecosystem: Ecosystem, ids: Collection[int], on: date, *, by: Actor, at: datetime
) -> int:
    """End roles, ``on`` being the last day; return how many end sooner by it.

    A role that begins later, today or still to come, is taken back whole: what was given by mistake
    holds no longer. Groups that the person led by a role that is over are led no more, unless another
    role lets them; what they have as learners by it ends with it (``close_left``).

    Raises NotFound to outsiders and for ids of elsewhere, NotPermitted, LastConvener, or Invalid for
    one that ran already and began after that day.
    """
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    here = Assignment.objects.select_for_update().filter(ecosystem=ecosystem)
    found = list(within(here.select_related("person"), "pk", set(ids)))
    if len(found) < len(set(ids)):
        raise NotFound
    ending = [row for row in found if row.ends is None or row.ends > max(on, row.starts)]
    today = day_in(ecosystem, at)
    require_begun(Assignment.objects.filter(pk__in=[row.pk for row in ending]), on, today)
    mistaken = [row for row in found if row.starts > on and row.starts >= today]
    already = {row.pk for row in ending}
    ending += [row for row in mistaken if row.pk not in already]
    if not ending:
        return 0
    for row in ending:
        row.ends = max(on, row.starts)
    keep_a_convener(ecosystem, ending)
    Assignment.objects.bulk_update(ending, ["ends"], BATCH)
    Assignment.objects.filter(pk__in=[row.pk for row in mistaken]).delete()
    for row in mistaken:
        row.ends = today  # it is gone already, whatever day it would have begun on
    closed = close_led(ecosystem, ending, today)
    left = close_left(ecosystem, over_of(ending), today, by, at)
    people = {row.person_id: row.person.uuid for row in ending}
    outcome = Outcome(changed=len(ending))
    told = Told(sorted({row.role for row in ending}), closed, left)
    tell_roles("membership.roles_ended", ending, outcome, people, ecosystem, by, at, told)
    return len(ending)


@dataclass(frozen=True, slots=True)
class Told:
    """Which roles were written, groups no longer led, what else ended, public ids of more persons."""

    roles: list[str]
    closed: Sequence[GroupPlace]
    left: Left
    more: Sequence[str] = ()


def tell_roles(
    kind: str,
    written: Sequence[Assignment],
    outcome: Outcome,
    people: Mapping[int, UUID],
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
    told: Told,
) -> None:
    """One fact for the set and what ended with it; the roll dirty where learners are in it."""
    if not written and not told.more:
        return
    if "learner" in told.roles:
        warehouse.touch("participant", ecosystem.pk)
    about = [("people.person", people[row.person_id]) for row in written]
    places = [*told.closed, *told.left.places]
    groups = sorted({place.group.uuid for place in places})
    said: dict[str, object] = {"roles": told.roles, "new": outcome.new, "changed": outcome.changed}
    if places:
        said["places_ended"] = len(places)
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[*about, *(("membership.group", uuid) for uuid in groups)],
        many={"people.person": told.more} | subjects_of(told.left),
        payload=said | counted(told.left),
    )
