"""Mentors and tutors: what they offer, who wishes for one, pairs in every state, a few notes."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from hedgerow.commons.activities.actions import mark_many, plan_sessions
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.mentoring import actions
from hedgerow.features.engagement.mentoring.models import Need, Offer, Pairing
from hedgerow.features.engagement.mentoring.planting import Mentoring
from hedgerow.foundation.permissions import Actor

from . import codes
from .days import evening, morning, weekday_from
from .partnering import acting
from .topics import items_named

DAY: Final = timedelta(days=1)
HELPERS: Final = 8
STATES: Final = (
    "live", "live", "ended", "live", "agreed", "proposed", "live", "declined", "asked", "live",
)  # fmt: skip
WAITING: Final = 7
"""So many learners wait for somebody."""
MEETINGS: Final = 5
AFTERNOON: Final = time(16, 30)
AWAY: Final = 0.15


def steps(plot: Plot) -> Iterator[Step]:
    if plot.blueprint.mentoring and plot.blueprint.mentoring.offers:
        yield Step("mentors", _offers)
        yield Step("wishes for a mentor", _wishes)
        yield Step("pairs", _pairs)
        yield Step("meetings of pairs", _meetings)


def _told(plot: Plot) -> Mentoring:
    told = plot.blueprint.mentoring
    assert told is not None  # noqa: S101 - the steps are there for it
    return told


def _offers(plot: Plot) -> None:
    """Who holds the role offers, after the check that is asked for; of the last it has run out."""
    told, at = _told(plot), plot.began
    roles = Assignment.objects.filter(ecosystem=plot.ecosystem, role=told.role)
    helpers = roles.exclude(person__code="").select_related("person").order_by("person__code")
    for number, role in enumerate(helpers[:HELPERS]):
        one = told.offers[number % len(told.offers)]
        values = {
            "person_id": role.person_id, "kind": one.kind, "about": one.about,
            "languages": list(plot.ecosystem.languages), "weekdays": [number % 4, 4],
            "minutes_a_week": 60 + 30 * (number % 2), "site_id": role.organisation_id,
            "online": one.online, "places": 1 + number % 3, "starts": plot.began_on,
            "items": [item.pk for item in items_named(plot, one.items)],
        }  # fmt: skip
        actions.offer_help(plot.ecosystem, values, by=acting(role.person_id), at=at)
        for check in told.checks:
            valid = plot.today + (-10 if number == HELPERS - 1 else 20 + 60 * number) * DAY
            actions.record_check(
                plot.ecosystem, role.person, check.key, plot.began_on, valid, by=SIMULATION, at=at
            )  # fmt: skip


def _wishes(plot: Plot) -> None:
    """Learners here and there wish for somebody; they told it themselves."""
    told, many = _told(plot), len(STATES) + WAITING
    apart = max(plot.sizes.learners // many, 1)
    few = range(min(many, plot.sizes.learners))
    numbers = [one * apart + one % apart for one in few]  # of one site after the other
    learners = codes.people(plot.ecosystem, map(codes.learner, numbers))
    held = Assignment.objects.filter(ecosystem=plot.ecosystem, role="learner")
    schools = dict(held.filter(person__in=learners.values()).values_list("person", "organisation"))
    for number, person in enumerate(learners.values()):
        one = told.wishes[number % len(told.wishes)]
        values = {
            "person_id": person, "kind": one.kind, "about": one.about, "online": one.online,
            "languages": list(plot.ecosystem.languages[:1]), "site_id": schools[person],
            "items": [item.pk for item in items_named(plot, one.items)],
        }  # fmt: skip
        day = plot.today - (120 - 6 * number) * DAY
        actions.tell_need(plot.ecosystem, values, by=acting(person), at=morning(plot, day))


def _pairs(plot: Plot) -> None:
    """Whoever has a place left for that kind of help is asked, in turn."""
    offers = list(Offer.objects.filter(ecosystem=plot.ecosystem).order_by("pk"))
    left = {one.pk: one.places for one in offers[: HELPERS - 1]}
    needs = Need.objects.filter(ecosystem=plot.ecosystem).select_related("person").order_by("pk")
    for number, (state, need) in enumerate(zip(STATES, needs, strict=False)):
        fitting = [one for one in offers if one.kind == need.kind and left.get(one.pk)]
        if not fitting:
            continue
        offer = max(fitting, key=lambda one: left[one.pk])
        left[offer.pk] -= 1
        _pair(plot, need, offer, state, number)


def _pair(plot: Plot, need: Need, offer: Offer, state: str, number: int) -> None:
    """Bring one pair to its state, each act some days after the one before."""
    first = plot.today - (100 - 6 * number) * DAY
    conveners = Assignment.objects.filter(ecosystem=plot.ecosystem, role="convener")
    ours = acting(conveners.order_by("pk").values_list("person", flat=True).first())
    row = actions.propose_pair(need, offer, by=ours, at=morning(plot, first))
    mentor, said = acting(offer.person_id), morning(plot, first + DAY)
    if state == "proposed":
        return
    row = actions.answer_pair(row, state != "declined", "mentor", by=mentor, at=said)
    if state in ("declined", "asked"):
        return
    row = actions.answer_pair(row, True, "learner", by=_family(plot, need), at=said + DAY)
    if state == "agreed":
        return
    row = actions.begin_pair(row, first + 4 * DAY, by=mentor, at=said + 2 * DAY)
    _note(plot, row, number, first)
    if state == "ended":
        ends = plot.today - 12 * DAY
        actions.end_pair(row, ends, "", by=mentor, at=evening(plot, ends))


def _family(plot: Plot, need: Need) -> Actor:
    """A guardian, or where none is known the learner."""
    ties = Guardian.objects.filter(ecosystem=plot.ecosystem, learner=need.person_id)
    return acting(ties.values_list("guardian", flat=True).first() or need.person_id)


def _note(plot: Plot, row: Pairing, number: int, first: date) -> None:
    """Two notes of a pair; every other is shared with the family."""
    notes = _told(plot).notes
    for turn, text in enumerate(notes[number % len(notes) :][:2] if notes else ()):
        at = evening(plot, first + (7 + 14 * turn) * DAY)
        actions.write_note(row, text, by=acting(row.offer.person_id), at=at, shared=not turn)


def _meetings(plot: Plot) -> None:
    """Pairs that live meet weekly: so often until now, and once more next week."""
    live = Pairing.objects.filter(ecosystem=plot.ecosystem, state=Pairing.State.LIVE)
    activities = dict(live.order_by("-starts").values_list("activity", "starts"))
    days = [
        weekday_from(plot.today + (7 * (turn - MEETINGS) + 3) * DAY) for turn in range(MEETINGS + 1)
    ]
    rows: list[dict[str, Any]] = [
        {"activity_id": activity, "starts_at": _at(plot, day, number), "minutes": 60}
        for number, (activity, starts) in enumerate(sorted(activities.items()))
        for day in days
        if starts is not None and day >= starts
    ]
    if rows:
        plan_sessions(plot.ecosystem, rows, by=SIMULATION, at=morning(plot, days[0] - 7 * DAY))
        _marked(plot, activities)


def _at(plot: Plot, day: date, number: int) -> datetime:
    return datetime.combine(day, AFTERNOON, plot.zone) + timedelta(minutes=15 * (number % 4))


def _marked(plot: Plot, activities: Collection[int]) -> None:
    chance = Random(f"{plot.history.seed}:meetings")
    met = Session.objects.filter(activity__in=activities, day__lt=plot.today).order_by("pk")
    places = Enrolment.objects.filter(activity__in=activities).order_by("pk")
    rows = [
        {
            "session_id": session.pk, "person_id": place.person_id,
            "status": "absent" if chance.random() < AWAY else "present",
        }
        for session in met
        for place in places
        if place.activity_id == session.activity_id and place.starts <= session.day
        and (place.ends is None or session.day <= place.ends)
    ]  # fmt: skip
    if rows:
        last = max(session.day for session in met)
        mark_many(plot.ecosystem, rows, by=SIMULATION, at=evening(plot, last))
