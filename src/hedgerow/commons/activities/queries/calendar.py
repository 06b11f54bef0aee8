"""Sessions as a calendar shows them: one's own, one's children's, or the public ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.activities.venues import venues
from hedgerow.commons.ecosystems.clock import in_zone, is_over, perhaps_running
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Reach:
    """So far back and ahead, and so many sessions, a calendar goes: what is coming first."""

    back: timedelta
    ahead: timedelta
    most: int


NEAR: Final = Reach(timedelta(days=90), timedelta(days=550), 3_000)
"""For one person, or one activity."""
WHOLE: Final = Reach(timedelta(weeks=4), timedelta(weeks=26), 1_000)
"""For an ecosystem, whose sessions nobody attends all."""
SHARED: Final = ("activity__site", "activity__kind", "ecosystem", "room")


@dataclass(frozen=True, slots=True)
class Entry:
    """One session of a calendar; ``sequence`` grows with each change of it, its activity, or whatever
    they name: room, organisation, ecosystem."""

    uuid: UUID
    title: str
    starts_at: datetime
    minutes: int
    place: str
    about: str
    path: str
    cancelled: bool
    sequence: int


def calendar_of(actor: Actor, person: Person, now: datetime) -> list[Entry]:
    """What the person takes part in or leads, and what their children take part in.

    As far as the person may see it now; by the days of the places. Six queries.
    """
    wards = _wards(person, now)
    people = {person.pk: "", **wards}
    spans = _spans(people, wards, person)
    led = Q(activity__leader=person.pk, substitute=None) | Q(substitute=person.pk)
    own = Session.objects.visible_to(actor)
    mine = Q(pk__in=own.filter(led).values("pk")) | Q(activity__in=list(spans))
    rows = _near(Session.objects.filter(mine), NEAR, now)
    where, found = venues(row.activity for row in rows), []
    for row in rows:
        there = {who for who, span in spans.get(row.activity_id, ()) if rules.covers(span, row.day)}
        leads = row.substitute_id == person.pk or (
            row.activity.leader_id == person.pk and row.substitute_id is None
        )
        if there or leads:
            names = [people[who] for who in people if who in there and who != person.pk]
            said = names if person.pk not in there and not leads else []
            found.append(_entry(row, where.get(row.activity_id), said, told=True))
    return found


def _wards(person: Person, now: datetime) -> dict[int, str]:
    """Children for whom the person answers today, by name."""
    ties = (
        Guardian.objects.seeing()
        .filter(perhaps_running(now), guardian=person, learner__erased_at__isnull=True)
        .select_related("learner", "ecosystem")
    )
    return {
        tie.learner_id: tie.learner.called or tie.learner.name
        for tie in ties.order_by("learner__sort_name", "pk")
        if not is_over(tie.ends, tie.ecosystem.time_zone, now)
    }


def _spans(
    people: Iterable[int], wards: Mapping[int, str], person: Person
) -> Mapping[int, Sequence[tuple[int, rules.Span]]]:
    """The places of these people by activity; a child's only where the person answers for it."""
    found: dict[int, list[tuple[int, tuple[date, date | None]]]] = defaultdict(list)
    rows = Enrolment.objects.filter(person__in=list(people))
    tied = set(
        Guardian.objects.seeing().filter(guardian=person, learner__in=list(wards))
        .values_list("learner_id", "ecosystem_id")
    )  # fmt: skip
    for who, activity, place, starts, ends in rows.values_list(
        "person_id", "activity_id", "ecosystem_id", "starts", "ends"
    ):
        if who == person.pk or (who, place) in tied:
            found[activity].append((who, (starts, ends)))
    return found


def public_calendar(ecosystem: Ecosystem, activity: Activity | None, now: datetime) -> list[Entry]:
    """Sessions that anybody may know of, of one activity or all; few queries."""
    rows = Session.objects.visible_to(Actor.public()).filter(ecosystem=ecosystem)
    rows = rows.filter(activity=activity) if activity else rows
    near = _near(rows, NEAR if activity else WHOLE, now)
    where = venues(row.activity for row in near)
    return [_entry(row, where.get(row.activity_id), [], told=False) for row in near]


def _near(rows: QuerySet[Session], reach: Reach, now: datetime) -> list[Session]:
    """In order of time; where there are too many, the furthest past ones are left out first.

    What is near is so for the whole of a day, so that a calendar stays the same for as long.
    """
    day = in_zone(now, "UTC").replace(hour=0, minute=0, second=0, microsecond=0)
    near = rows.filter(starts_at__gte=day - reach.back, starts_at__lt=day + reach.ahead)
    near = near.exclude(ecosystem__closed_on__isnull=False, day__gt=F("ecosystem__closed_on"))
    coming = list(near.filter(starts_at__gte=day).order_by("starts_at", "pk")[: reach.most])
    past = near.filter(starts_at__lt=day).order_by("-starts_at", "-pk")
    found = [*reversed(past[: reach.most - len(coming)]), *coming]
    # hundreds share an activity and all an ecosystem, which is told in many languages
    prefetch_related_objects(found, *SHARED)
    return found


def _entry(row: Session, site: Organisation | None, names: Sequence[str], *, told: bool) -> Entry:
    """``told`` is whether the reader may know why it was cancelled."""
    title = row.activity.said("title")
    if names:
        title = _("%(names)s: %(title)s") % {"names": _(", ").join(names), "title": title}
    about = [row.ecosystem.said("name"), row.activity.kind.shown]
    if told and row.reason:
        about.append(_("Cancelled: %(why)s") % {"why": row.reason})
    room = row.room if told else None
    where = [room.name if room else "", *([site.name, site.address] if site else [])]
    named = [one.revision for one in (room, site, row.ecosystem) if one]
    return Entry(
        row.uuid,
        title,
        row.starts_at,
        row.minutes,
        ", ".join(part for part in where if part),
        "\n".join(about),
        reverse("activity", args=[row.ecosystem.slug, row.activity.uuid]),
        row.state == Session.State.CANCELLED,
        rules.sequence((row.revision, row.activity.revision), named),
    )
