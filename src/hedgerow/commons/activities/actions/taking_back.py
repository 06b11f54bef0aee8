"""Enrolments that were a mistake: taken back as if never given, and given back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hedgerow.commons.activities import seats
from hedgerow.commons.activities.errors import HasRecords, NothingToUndo
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.activities.queries.around import marks_of, recorded
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.queries import FactRow, facts_about
from hedgerow.foundation.permissions import Actor

from . import belonging, enrolling, seating
from .correcting import check, locked

TAKEN_BACK, GIVEN_BACK = "activities.place_taken_back", "activities.place_given_back"
PLAIN = ("minimum_minutes", "dropped", "walk_in", "origin")
DAYS = ("starts", "ends", "minimum_declared")


@transaction.atomic
def take_back_place(enrolment: Enrolment, *, by: Actor, at: datetime) -> None:
    """Remove a place that was given by mistake, as long as nothing is recorded on it.

    ``give_back_place`` undoes that.

    Raises NotFound, NotPermitted, or HasRecords, which says what is recorded.
    """
    row = locked(enrolment.activity, [enrolment], by)[0]
    if found := recorded(marks_of(row)):
        raise HasRecords(name=row.person.name, count=found.count, session=found.session)
    said: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    said |= {name: _iso(getattr(row, name)) for name in DAYS}
    said |= {"activity": str(row.activity.uuid), "group": _uuid(row.group), "site": _uuid(row.site)}
    persons = {row.person_id: row.person}
    enrolling.tell(TAKEN_BACK, [row], persons, row.ecosystem, by, at, **said)
    row.delete()
    if enrolling.runs(row, day_in(row.ecosystem, at)):
        seats.tell_left([(row.activity_id, row.person_id)], by, at)


@transaction.atomic
def give_back_place(activity: Activity, uuid: UUID, *, by: Actor, at: datetime) -> Enrolment:
    """Give a place again that was taken back, exactly as it was.

    Raises NotFound, also where none of this id was taken back, NotPermitted, NothingToUndo where
    it is there, AlreadyEnrolled where the person has been given another since, or SeatsPromised.
    """
    if not Activity.objects.visible_to(by).filter(pk=activity.pk).exists():
        raise NotFound
    belonging.permitted(Activity.objects.open_to(by, ENROL), [activity.pk], ENROL)
    fact = _taken_back(activity, uuid)
    person = _person_of(fact)
    require_not_barred(by, [person.pk])
    said = fact.payload or {}
    row = Enrolment(uuid=uuid, ecosystem=activity.ecosystem, activity=activity, person=person)
    for name in PLAIN:
        setattr(row, name, said[name])
    for name in DAYS:
        setattr(row, name, date.fromisoformat(said[name]) if said[name] else None)
    row.group = Group.objects.filter(uuid=said["group"]).first() if said["group"] else None
    row.site = Organisation.objects.filter(uuid=said["site"]).first() if said["site"] else None
    check(row, row.starts)
    today = day_in(activity.ecosystem, at)
    people = {activity.pk: {person.pk}} if enrolling.runs(row, today) else {}
    seating.require_seats({activity.pk: activity}, people, takes_held=True)
    row.save()
    enrolling.tell(GIVEN_BACK, [row], {person.pk: person}, activity.ecosystem, by, at)
    if people:
        seats.tell_back([(activity.pk, person.pk)], by, at)
    return row


def _taken_back(activity: Activity, uuid: UUID) -> FactRow:
    about = ("activities.enrolment", uuid)
    page = facts_about(about, ecosystems=[activity.ecosystem_id], limit=1)
    fact = page.rows[0] if page.rows else None
    told = (fact.payload or {}) if fact else {}
    if fact is not None and fact.kind == TAKEN_BACK and told.get("activity") == str(activity.uuid):
        return fact
    raise NothingToUndo if activity.enrolments.filter(uuid=uuid).exists() else NotFound


def _person_of(fact: FactRow) -> Person:
    uuids = [uuid for kind, uuid in fact.subjects if kind == "people.person"]
    person = Person.objects.filter(uuid__in=uuids, erased_at__isnull=True).first()
    if person is None:
        raise NothingToUndo
    return person


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _uuid(row: Group | Organisation | None) -> str | None:
    return str(row.uuid) if row else None
