"""My week: what waits for me, what I lead today and in the days after, where I take part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module

from django.db.models import Q

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.commons.people.doors import asked
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.ties import with_ties
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.steps import Step
from hedgerow.foundation.waiting import Waiting
from hedgerow.portal.queries.atlas import Card, cards
from hedgerow.portal.queries.meetings import Ward, led, wards_coming
from hedgerow.portal.queries.sessions import SessionRow
from hedgerow.portal.queries.start import besides, first_thing

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
AT_A_GLANCE = 20


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
    """The week of who is signed in; a session is of today by the clocks of the page, as its time is.

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
    found, wards = waiting_for(actor), wards_coming(actor, person, now, here)
    if here is not None:
        leads = leads.filter(ecosystem=here)
        found = [one for one in found if one.where.slug == here.slug]
    waiting = [one for one in found if not one.runs]
    children = [(one.name, one.url) for one in wards if not one.own]
    today, ahead = led(leads, now)
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
