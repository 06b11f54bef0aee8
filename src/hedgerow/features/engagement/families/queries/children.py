"""A guardian's page of one child: what comes, what was, what is asked, what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.activities.queries import Excuse, Taken, absences_of, away_at, taken_part
from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.ecosystems.tongues import named
from hedgerow.commons.membership.consent_queries import Question, asked_of
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities.permissions import PROPOSE
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import MessageCopy
from .details import Details, details_of

AHEAD, BACK = timedelta(days=14), timedelta(days=60)
MOST = 20


@dataclass(frozen=True, slots=True)
class Coming:
    """A session of the next two weeks; ``zone``: by which clocks it is held."""

    activity: str
    url: str
    starts_at: datetime
    zone: str
    minutes: int
    site: str
    cancelled: bool
    excused: bool


@dataclass(frozen=True, slots=True)
class Marked:
    day: date
    activity: str
    status: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Received:
    """A message about the child, as its reader sees it."""

    uuid: UUID
    subject: str
    body: str
    language: str
    fallback: bool
    sender: str
    at: datetime
    is_new: bool
    asks: bool
    answer: str
    answer_label: str | Promise
    answer_note: str
    own: str
    own_language: str
    own_name: str
    own_foreign: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An ecosystem in which one answers for the child, with what was reported and kept there."""

    ecosystem: Ecosystem
    slug: str
    name: str
    absences: Sequence[Excuse]
    details: Details
    may_propose: bool


@dataclass(frozen=True, slots=True)
class Child:
    uuid: UUID
    name: str
    relation: str
    new: int


@dataclass(frozen=True, slots=True)
class ChildPage:
    uuid: UUID
    name: str
    places: Sequence[Place]
    coming: Sequence[Coming]
    marks: Sequence[Marked]
    joined: Sequence[Taken]
    questions: Sequence[Question]
    messages: Sequence[Received]
    has_new: bool

    @property
    def there(self) -> int:
        return sum(one.status in ("present", "late") for one in self.marks)


def ties_of(actor: Actor, at: datetime) -> list[Guardian]:
    """The actor's ties to children that are seen today."""
    rows = Guardian.objects.seeing().filter(
        guardian=actor.person_id or 0, learner__erased_at=None, ends=None
    )
    found = rows.select_related("learner", "ecosystem").order_by("learner__sort_name", "pk")
    return [tie for tie in found if tie.starts <= day_in(tie.ecosystem, at)]


def unread_copies(actor: Actor) -> QuerySet[MessageCopy]:
    """All messages that are new to the actor, also those that the page has no room for."""
    return MessageCopy.objects.of_family(actor).filter(read_at=None)


def children_of(actor: Actor, at: datetime) -> list[Child]:
    """The children for whom the actor answers, with how many messages are new. Two queries."""
    ties = {tie.learner_id: tie for tie in ties_of(actor, at)}
    unread = list(unread_copies(actor).values_list("learner_id", flat=True))
    return [
        Child(
            tie.learner.uuid, tie.learner.called or tie.learner.name, tie.relation,
            unread.count(learner),
        )
        for learner, tie in ties.items()
    ]  # fmt: skip


def child_for(actor: Actor, uuid: UUID, at: datetime) -> tuple[Person, list[Ecosystem]]:
    """The child and the ecosystems where the actor answers for it; raises NotFound."""
    ties = [tie for tie in ties_of(actor, at) if tie.learner.uuid == uuid]
    if not ties:
        raise NotFound
    return ties[0].learner, [tie.ecosystem for tie in ties]


def child_page(actor: Actor, uuid: UUID, at: datetime) -> ChildPage:
    """Everything on one page; raises NotFound."""
    child, places = child_for(actor, uuid, at)
    asked = [one for one in asked_of(actor, at) if one.uuid == child.uuid]
    return ChildPage(
        uuid=child.uuid,
        name=child.called or child.name,
        places=[
            Place(
                place, place.slug, place.said("name"), absences_of(place, child.pk, day_in(place, at)),
                details_of(place, child), actor.may(PROPOSE, place.pk),
            )
            for place in places
        ],
        coming=_coming(child, places, at),
        marks=_marks(child, places, at),
        joined=taken_part(child.pk, places)[:MOST],
        questions=asked[0].questions if asked else (),
        messages=received(actor, child),
        has_new=unread_copies(actor).filter(learner=child).exists(),
    )  # fmt: skip


def received(actor: Actor, child: Person) -> list[Received]:
    """The latest messages about the child to this guardian. One query."""
    rows = MessageCopy.objects.of_family(actor).filter(learner=child)
    found = rows.select_related("message__sender").order_by("-message__at", "-pk")[:MOST]
    return [
        Received(
            row.uuid, row.subject, row.body, row.language, row.fallback,
            row.message.sender.name if row.message.sender else "", row.message.at,
            row.read_at is None, row.message.asks, row.answer,
            row.get_answer_display() if row.answer else "", row.answer_note,
            row.own, row.own_language, named(row.own_language), row.own_foreign,
        )
        for row in found
    ]  # fmt: skip


def _coming(child: Person, places: Sequence[Ecosystem], at: datetime) -> list[Coming]:
    joined = Enrolment.objects.filter(person=child, ends=None, ecosystem__in=places)
    rows = Session.objects.filter(
        not_closed(), ~Q(state=Session.State.HELD), activity__in=joined.values("activity"),
        day__gte=first_day_anywhere(at), starts_at__lt=at + AHEAD,
    ).select_related("activity__site", "ecosystem")  # fmt: skip
    near = list(rows.order_by("starts_at", "pk")[:MOST])
    ahead = [row for row in near if row.day >= day_in(row.ecosystem, at)]
    away = away_at(ahead)
    return [
        Coming(
            row.activity.said("title"), reverse("activity", args=[row.ecosystem.slug, row.activity.uuid]),
            row.starts_at, row.ecosystem.time_zone, row.minutes,
            row.activity.site.name if row.activity.site else "",
            row.state == Session.State.CANCELLED, child.pk in away[row.pk],
        )
        for row in ahead
    ]  # fmt: skip


def _marks(child: Person, places: Sequence[Ecosystem], at: datetime) -> list[Marked]:
    rows = Attendance.objects.filter(
        person=child, ecosystem__in=places, day__gte=first_day_anywhere(at - BACK)
    ).select_related("session__activity")
    return [
        Marked(row.day, row.session.activity.said("title"), row.status, row.get_status_display())
        for row in rows.order_by("-day", "-pk")[: 2 * MOST]
    ]
