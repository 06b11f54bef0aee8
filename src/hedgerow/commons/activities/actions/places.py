"""Acts on the places of one activity: a group, a walk-in, an end and its undoing."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules, seats
from hedgerow.commons.activities.errors import AlreadyEnrolled, EmptyGroup, PlaceOver
from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.gone import left_by
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome, among

from . import belonging, enrolling, marking, seating
from .sessions import locked


@transaction.atomic
def enrol_group(
    activity: Activity,
    group: Group,
    starts: date,
    *,
    takes_held: bool = False,
    by: Actor,
    at: datetime,
) -> Outcome:
    """Give every learner of a group a place; who has one keeps it. Who left the ecosystem gets none.

    Raises NotFound for a group unseen, EmptyGroup, and what ``enrol_many`` raises.
    """
    if not Group.objects.visible_to(by).filter(pk=group.pk).exists():
        raise NotFound
    places = GroupPlace.objects.filter(group=group, leads=False, ends__isnull=True)
    places = places.exclude(left_by(group.ecosystem_id, starts))
    rows = [
        {"activity_id": activity.pk, "person_id": pk, "group_id": group.pk, "starts": starts}
        for pk in places.order_by("pk").values_list("person_id", flat=True)
    ]
    if not rows:
        raise EmptyGroup
    return enrolling.enrol_many(activity.ecosystem, rows, takes_held=takes_held, by=by, at=at)


@transaction.atomic
def enrol(
    activity: Activity,
    person: Person,
    starts: date,
    *,
    takes_held: bool = False,
    by: Actor,
    at: datetime,
) -> Outcome:
    """Give one person a place, an ended one again where it reached that day; raises what ``enrol_many`` raises."""
    row = {"activity_id": activity.pk, "person_id": person.pk, "starts": starts, "again": True}
    return enrolling.enrol_many(activity.ecosystem, [row], takes_held=takes_held, by=by, at=at)


@transaction.atomic
def walk_in(session: Session, person: Person, *, by: Actor, at: datetime) -> Session:
    """Take in somebody who simply came: a place from this day on, and marked present.

    Who has a place on that day already is marked present by it.

    Raises NotFound, NotPermitted, NotYetBegun, SessionCancelled or ActivityClosed.
    """
    row = locked(session, by)
    place = {
        "activity_id": row.activity_id, "person_id": person.pk, "starts": row.day, "walk_in": True,
    }  # fmt: skip
    held = Enrolment.objects.filter(activity=row.activity_id, person=person)
    if not any(rules.covers((one.starts, one.ends), row.day) for one in held):
        if held.filter(starts__gt=row.day).exists():
            raise AlreadyEnrolled
        enrolling.enrol_many(row.ecosystem, [place], by=by, at=at)
    mark = {"session_id": row.pk, "person_id": person.pk, "status": "present"}
    marking.mark_many(row.ecosystem, [mark], by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def end_place(
    enrolment: Enrolment, ends: date, *, dropped: bool, by: Actor, at: datetime
) -> Enrolment:
    """End a place: ``dropped`` if the learner left before it was meant to end.

    Raises NotFound, NotPermitted, PlaceOver, or Invalid where it would end before it began.
    """
    row = _locked(enrolment, by)
    if row.ends is not None:
        raise PlaceOver
    if ends < row.starts:
        raise Invalid({"ends": [_("The last day comes before the first.")]})
    row.ends, row.dropped = ends, dropped
    _save("activities.place_ended", row, by, at, dropped=dropped)
    if not enrolling.runs(row, day_in(row.ecosystem, at)):
        seats.tell_left([(row.activity_id, row.person_id)], by, at)
    return row


@transaction.atomic
def resume_place(enrolment: Enrolment, *, by: Actor, at: datetime) -> Enrolment:
    """Undo the end of a place; raises NotFound, NotPermitted, SeatsPromised, or AlreadyEnrolled anew."""
    row = _locked(enrolment, by)
    others = Enrolment.objects.filter(activity=row.activity_id, person=row.person_id)
    if others.exclude(pk=row.pk).filter(starts__gte=row.starts).exists():
        raise AlreadyEnrolled
    if not enrolling.runs(row, day_in(row.ecosystem, at)):
        people = {row.activity_id: {row.person_id}}
        seating.require_seats({row.activity_id: row.activity}, people, takes_held=True)
    row.ends, row.dropped = None, False
    _save("activities.place_resumed", row, by, at)
    seats.tell_back([(row.activity_id, row.person_id)], by, at)
    return row


def _locked(enrolment: Enrolment, by: Actor) -> Enrolment:
    rows = Enrolment.objects.filter(among(Activity.objects.visible_to(by), "activity"))
    related = rows.select_related("ecosystem", "activity", "person")
    row = related.select_for_update(of=("self",)).filter(pk=enrolment.pk).first()
    if row is None:
        raise NotFound
    belonging.permitted(Activity.objects.open_to(by, ENROL), [row.activity_id], ENROL)
    return row


def _save(kind: str, row: Enrolment, by: Actor, at: datetime, **payload: object) -> None:
    row.save(update_fields=["ends", "dropped"])
    persons = {row.person_id: row.person}
    enrolling.tell(kind, [row], persons, row.ecosystem, by, at, **payload)
