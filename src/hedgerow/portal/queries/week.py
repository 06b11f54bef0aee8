"""My week: what waits for me, what I lead today and in the days after, where I take part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.activities.queries import away_at
from hedgerow.commons.ecosystems.clock import (
    day_in,
    first_day_anywhere,
    last_day_anywhere,
    on_the_wall,
)
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.commons.people.doors import asked
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.ties import wards_of, with_ties
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.steps import Step
from hedgerow.foundation.waiting import Waiting
from hedgerow.portal.queries.atlas import Card, cards
from hedgerow.portal.queries.sessions import SessionRow, session_rows
from hedgerow.portal.queries.start import besides, first_thing
from hedgerow.portal.wording import address

WAITING = (
    "hedgerow.commons.membership.handing_queries",
    "hedgerow.commons.membership.childless",
    "hedgerow.commons.observations.queries",
    "hedgerow.commons.activities.queries.waiting",
    "hedgerow.commons.notices.queries",
    "hedgerow.features.engagement.partners.waiting",
    "hedgerow.features.engagement.opportunities.queries.waiting",
    "hedgerow.features.engagement.choice.queries.waiting",
    "hedgerow.features.engagement.mentoring.queries.waiting",
    "hedgerow.features.engagement.families.queries.waiting",
    "hedgerow.features.engagement.care.queries.waiting",
    "hedgerow.features.engagement.placements.waiting",
    "hedgerow.edges.exchange.waiting",
)
"""Modules that say what can wait for somebody, by their ``parts(actor)``."""
DAYS = 7
MOST = 30
NEXT = 10
AT_A_GLANCE = 20


@dataclass(frozen=True, slots=True)
class Ward:
    """A child of a guardian, or oneself as a learner, with the sessions of the week."""

    name: str
    own: bool
    url: str
    sessions: Sequence[SessionRow]


@dataclass(frozen=True, slots=True)
class Week:
    name: str
    waiting: Sequence[Waiting]
    today: Sequence[SessionRow]
    ahead: Sequence[SessionRow]
    wards: Sequence[Ward]
    running: Sequence[Waiting]
    ecosystems: Sequence[Card]
    first: Step | None
    now: datetime
    at: str = ""

    @property
    def besides(self) -> Step | None:
        return besides(self.first)

    @property
    def first_lines(self) -> Sequence[Waiting]:
        """What waits, as far as one sees it at a glance."""
        return self.waiting[:AT_A_GLANCE]

    @property
    def later_lines(self) -> Sequence[Waiting]:
        return self.waiting[AT_A_GLANCE:]


def week(actor: Actor, now: datetime, at: str = "") -> Week:
    """The week of who is signed in; a session is of today by the clock of its own ecosystem.

    ``at`` is the short name of one of their ecosystems: then it is what is there alone.
    """
    mine = by_name(Ecosystem.objects.visible_to(actor).filter(pk__in=list(actor.grants)))
    here = next((one for one in mine if one.slug == at), None)
    actor = with_ties(actor)
    me = actor.person_id or 0  # nobody, for whom no leader is not a leader
    leads = Session.objects.filter(
        Q(activity__in=Activity.objects.named_led(actor)) | Q(substitute=me), not_closed()
    )
    person = Person.objects.filter(pk=me).first()
    found, wards = waiting_for(actor), _wards(actor, person, now, here)
    if here is not None:
        leads = leads.filter(ecosystem=here)
        found = [one for one in found if one.where.slug == here.slug]
    waiting = [one for one in found if not one.runs]
    children = [(one.name, one.url) for one in wards if not one.own]
    today, ahead = _led(leads, now)
    return Week(
        name=(person.called or person.name) if person else "",
        waiting=waiting,
        today=today,
        ahead=ahead,
        wards=wards,
        running=[one for one in found if one.runs],
        ecosystems=cards(actor, mine),
        first=None if waiting or here else first_thing(actor, children),
        now=now,
        at=here.slug if here else "",
    )


def _led(leads: QuerySet[Session], now: datetime) -> tuple[list[SessionRow], list[SessionRow]]:
    """Those of the day it is where each takes place, and those planned for the days after it.

    In order, with how many of those who have a place were said not to come.
    """
    near = leads.filter(
        day__range=(first_day_anywhere(now), last_day_anywhere(now) + timedelta(days=DAYS))
    )
    found = near.select_related("activity__site", "ecosystem").order_by("starts_at", "pk")
    rows = [(one, (one.day - day_in(one.ecosystem, now)).days) for one in found[: 2 * MOST]]
    today = [one for one, days in rows if days == 0][:MOST]
    planned = [one for one, days in rows if 0 < days < DAYS and one.state == one.State.PLANNED]
    ahead = planned[:NEXT]
    away = away_at([*today, *ahead])
    shown = [
        replace(row, away=len(away[one.pk]))
        for one, row in zip(
            [*today, *ahead], session_rows([*today, *ahead], page="session"), strict=True
        )
    ]
    return shown[: len(today)], shown[len(today) :]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits in every app, the most urgent first; last what runs."""
    found = asked(actor, *(import_module(name).parts for name in WAITING))
    return sorted(
        map(_told_there, found),
        key=lambda one: (one.runs, one.due is None, one.due.timestamp() if one.due else 0),
    )


def _told_there(one: Waiting) -> Waiting:
    """With the time as the clocks say it where it is done: by the page's it may be another day."""
    if one.due is None or not one.zone:
        return one
    return replace(one, there=on_the_wall(one.due, one.zone))


def _ties(actor: Actor) -> list[Guardian]:
    """By which one sees one's children now, in the order of their names."""
    if not wards_of(actor):
        return []
    kept = Guardian.objects.seeing().filter(guardian=actor.person_id, ends__isnull=True)
    return list(kept.select_related("learner").order_by("learner__name", "pk"))


def _wards(
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
    until = now + timedelta(days=DAYS)
    coming = Session.objects.filter(
        not_closed(),
        activity__in=set().union(*activities.values()),
        state=Session.State.PLANNED,
        day__gte=first_day_anywhere(now),
        starts_at__lt=until,
    ).order_by("starts_at", "pk")
    near = coming.select_related("activity__site", "ecosystem")[: 2 * MOST]
    ahead = [one for one in near if one.day >= day_in(one.ecosystem, now)][:MOST]
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
