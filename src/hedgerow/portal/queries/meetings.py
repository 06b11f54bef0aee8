"""The sessions of my week: what one leads, and where oneself and one's children take part.

Which day a session is of is told by the clocks of the page, as its time is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.activities.queries import away_at
from hedgerow.commons.ecosystems.clock import (
    day_shown,
    first_day_anywhere,
    last_day_anywhere,
    shown,
)
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.ties import wards_of
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.queries.sessions import SessionRow, session_rows
from hedgerow.portal.wording import address

DAYS = 7
DAY = timedelta(days=1)
MOST = 30
NEXT = 10


@dataclass(frozen=True, slots=True)
class Ward:
    """A child of a guardian, or oneself as a learner, with the sessions of the week."""

    name: str
    own: bool
    url: str
    sessions: Sequence[SessionRow]


def led(leads: QuerySet[Session], now: datetime) -> tuple[list[SessionRow], list[SessionRow]]:
    """Those of the day it is by the page's clocks, and those planned for the days after it.

    In order, with how many of those who have a place were said not to come.
    """
    near = leads.filter(_not_before_today(now), day__lte=last_day_anywhere(now) + DAYS * DAY)
    found = near.select_related("activity__site", "ecosystem").order_by("starts_at", "pk")
    today_is = day_shown(now)
    rows = [(one, (day_shown(one.starts_at) - today_is).days) for one in found[: 2 * MOST]]
    today = [one for one, days in rows if days == 0][:MOST]
    planned = [one for one, days in rows if 0 < days < DAYS and one.state == one.State.PLANNED]
    ahead = planned[:NEXT]
    away = away_at([*today, *ahead])
    told = [
        replace(row, away=len(away[one.pk]))
        for one, row in zip(
            [*today, *ahead], session_rows([*today, *ahead], page="session"), strict=True
        )
    ]
    return told[: len(today)], told[len(today) :]


def _not_before_today(now: datetime) -> Q:
    """Sessions of the day that it is by the page's clocks, and later ones; the day finds them soon."""
    morning = shown(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(starts_at__gte=morning, day__gte=first_day_anywhere(morning))


def _ties(actor: Actor) -> list[Guardian]:
    """By which one sees one's children now, in the order of their names."""
    if not wards_of(actor):
        return []
    kept = Guardian.objects.seeing().filter(guardian=actor.person_id, ends__isnull=True)
    return list(kept.select_related("learner").order_by("learner__name", "pk"))


def wards_coming(
    actor: Actor, person: Person | None, now: datetime, here: Ecosystem | None
) -> list[Ward]:
    """Oneself where one is enrolled, then each child; their coming sessions in one query."""
    ties = _ties(actor)
    pages = {tie.learner: address("child", tie.learner.uuid) for tie in ties}
    children = list(pages)
    people = ([person] if person else []) + children
    places = _places(people, here)
    tied = {(tie.learner_id, tie.ecosystem_id) for tie in ties}
    activities: dict[int, set[int]] = {one.pk: set() for one in people}
    for who, place, activity in places.values_list("person_id", "ecosystem_id", "activity_id"):
        if (who, place) in tied or who == actor.person_id:
            activities[who].add(activity)
    coming = Session.objects.filter(
        not_closed(),
        _not_before_today(now),
        activity__in=set().union(*activities.values()),
        state=Session.State.PLANNED,
        starts_at__lt=now + DAYS * DAY,
    ).order_by("starts_at", "pk")
    ahead = list(coming.select_related("activity__site", "ecosystem")[:MOST])
    rows, away = list(zip(ahead, session_rows(ahead), strict=True)), away_at(ahead)
    return [
        Ward(
            one.called or one.name,
            one == person,
            pages.get(one) or address("me"),
            [
                replace(row, excused=one.pk in away[session.pk])
                for session, row in rows
                if session.activity_id in activities[one.pk]
            ],
        )
        for one in people
        if activities[one.pk] or one != person
    ]


def _places(people: Sequence[Person], here: Ecosystem | None) -> QuerySet[Enrolment]:
    """Where they are enrolled; in one ecosystem alone if one is chosen."""
    rows = Enrolment.objects.filter(person__in=people, ends__isnull=True)
    return rows if here is None else rows.filter(ecosystem=here)
