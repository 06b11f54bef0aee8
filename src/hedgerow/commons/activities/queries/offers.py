"""Activities as pages show them."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from hedgerow.commons.activities.leading import led_by
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.activities.permissions import (
    EDIT_ACTIVITIES,
    ENROL,
    MARK_ATTENDANCE,
    VIEW_ACTIVITIES,
)
from hedgerow.commons.activities.seats import Hold, holds
from hedgerow.commons.activities.venues import venue
from hedgerow.commons.ecosystems.clock import day_in, on_the_wall, today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.queries import people_of
from hedgerow.commons.people.sight import answered_by
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .clashes import double_booked
from .series import SeriesRow, series_of

SHOWN = 40


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list; ``clashes`` if another is in its room at that time."""

    uuid: UUID
    starts_at: datetime
    minutes: int
    state: str
    state_words: str
    reason: str
    waits: bool
    confirmed: bool
    may_mark: bool
    is_today: bool
    room: str
    clashes: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A person's place with the hours reached; ``person`` is whose page the reader may open."""

    uuid: UUID
    name: str
    person: UUID | None
    hours: float
    minimum: float | None
    reached: bool
    starts: date
    ends: date | None
    ended: bool
    dropped: bool
    is_later: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity; ``places`` is empty for those who may not see who takes part."""

    uuid: UUID
    slug: str
    title: str
    summary: str
    kind: str
    closed: bool
    site: str
    leader: str
    delivered_by: Sequence[str]
    starts: object
    ends: object
    minimum: float | None
    needs_confirmation: bool
    sessions: Sequence[SessionRow]
    past: Sequence[SessionRow]
    series: Sequence[SeriesRow]
    places: Sequence[PlaceRow]
    zone: str
    public: bool
    may_edit: bool
    may_run: bool
    may_enrol: bool
    simulated: bool
    hold: Hold | None


def activities(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Activity]:
    """The ecosystem's activities that the actor may see, for a table."""
    rows = Activity.objects.visible_to(actor).filter(ecosystem=ecosystem)
    # joined in, kinds would be read first, and the order by title lost
    return rows.prefetch_related("kind", "site", "ecosystem")


def own_of(actor: Actor, rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those that the actor leads, or takes part in, or a child of the actor's."""
    mine = Q(person=actor.person_id or 0) | answered_by(actor, "person")
    there = Enrolment.objects.filter(mine, activity=OuterRef("pk"))
    return rows.filter(led_by(actor) | Q(Exists(there)))


def activity_row(actor: Actor, slug: str, uuid: UUID) -> Activity:
    """The activity at that address; raises NotFound."""
    rows = Activity.objects.visible_to(actor).filter(ecosystem__slug=slug, uuid=uuid)
    row = rows.select_related("kind", "site", "leader", "ecosystem").first()
    if row is None:
        raise NotFound
    return row


def activity_page(actor: Actor, slug: str, uuid: UUID) -> ActivityPage:
    """One activity with its sessions and, as far as the actor may see them, its places."""
    row = activity_row(actor, slug, uuid)
    delivered = row.deliveries.order_by("organisation__name")
    inside = actor.may(VIEW_ACTIVITIES, row.ecosystem_id)
    told = inside or _takes_part(actor, row)
    minimum = row.minimum_minutes / 60 if row.minimum_minutes else None
    leads = Activity.objects.filter(led_by(actor), pk=row.pk).exists()
    markable = Session.objects.markable_by(actor).filter(activity=row)
    mine = set(markable.values_list("pk", flat=True))
    return ActivityPage(
        row.uuid,
        slug,
        row.said("title"),
        row.said("summary"),
        row.kind.shown,
        row.state == Activity.State.CLOSED,
        venue(row),
        row.leader.name if row.leader and inside else "",
        list(delivered.values_list("organisation__name", flat=True)),
        row.starts,
        row.ends,
        minimum,
        row.kind.needs_confirmation,
        _sessions(row, mine, inside=told),
        _sessions(row, mine, inside=told, past=True),
        series_of(row) if inside else [],
        _places(actor, row),
        row.ecosystem.time_zone,
        row.public and row.ecosystem.public,
        _may(actor, row, EDIT_ACTIVITIES),
        _may(actor, row, MARK_ATTENDANCE, leads=leads),
        may_enrol := _may(actor, row, ENROL, leads=leads),
        row.origin == "simulated",
        holds([row.pk]).get(row.pk) if may_enrol else None,
    )


def _may(actor: Actor, row: Activity, permission: str, *, leads: bool = False) -> bool:
    """As ``open_to`` says of one row that is at hand."""
    place = row.ecosystem_id
    if row.ecosystem.closed_on is not None:
        return False
    if leads or actor.steward or place in actor.ecosystems_with(permission):
        return True
    return row.site_id in actor.sites_with(permission, place)


def _takes_part(actor: Actor, row: Activity) -> bool:
    who = actor.person_id
    return who is not None and (
        row.leader_id == who or Enrolment.objects.filter(activity=row, person=who).exists()
    )


def _sessions(
    activity: Activity, mine: Container[int], *, inside: bool, past: bool = False
) -> list[SessionRow]:
    """Today's and those to come, the next first; or the past ones, the latest first.

    ``mine`` are those the actor may mark. Why one was cancelled is told to those ``inside`` alone.
    """
    now = timezone.now()
    day = day_in(activity.ecosystem, now)
    all_ = Session.objects.filter(activity=activity)
    coming = all_.filter(day__gte=day).order_by("starts_at", "pk")
    rows = all_.filter(day__lt=day).order_by("-starts_at", "pk") if past else coming
    rows = rows.select_related("room")[:SHOWN]
    taken = set[UUID]() if past or not inside else double_booked(activity.ecosystem, rows)
    return [
        SessionRow(
            row.uuid,
            on_the_wall(row.starts_at, activity.ecosystem.time_zone),
            row.minutes,
            row.state,
            str(row.get_state_display()),
            row.reason if inside else "",
            row.state == Session.State.PLANNED and row.starts_at <= now,
            row.confirmed_at is not None,
            row.pk in mine,
            row.day == day,
            row.room.name if row.room and inside else "",
            row.uuid in taken,
        )
        for row in rows
    ]


def _places(actor: Actor, activity: Activity) -> list[PlaceRow]:
    rows = Enrolment.objects.visible_to(actor).filter(activity=activity)
    rows = rows.select_related("person").order_by("person__sort_name", "pk")
    spent = Attendance.objects.filter(session__activity=activity).order_by()
    minutes: Mapping[int, int] = dict(
        spent.values("person").annotate(sum=Sum("minutes")).values_list("person", "sum")
    )
    here, day = people_of(actor, activity.ecosystem), today(activity.ecosystem)
    seen = set(here.filter(pk__in=rows.order_by().values("person")).values_list("pk", flat=True))
    people = {row.person_id: row.person for row in rows}
    all_seen = seen.issuperset(people)
    names = told_apart(actor, activity.ecosystem, people.values(), closely=all_seen)
    return [
        PlaceRow(
            row.uuid,
            names[row.person_id],
            row.person.uuid if row.person_id in seen else None,
            minutes.get(row.person_id, 0) / 60,
            row.minimum_minutes / 60 if row.minimum_minutes else None,
            minutes.get(row.person_id, 0) >= (row.minimum_minutes or 0),
            row.starts,
            row.ends,
            row.ends is not None,
            row.dropped,
            row.starts > day,
        )
        for row in rows
    ]
