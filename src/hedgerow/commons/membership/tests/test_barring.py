"""Somebody whom a court keeps from a learner sees nothing of them, from a day to a day."""

from datetime import date, datetime, timedelta

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions.standing import is_guardian
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.actions import bar_guardian, lift_bar
from hedgerow.commons.people.actions.barring import turn_bars
from hedgerow.commons.people.errors import BarredAlready, NotBarred
from hedgerow.commons.people.models import Barring, Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
ORDER = "Family court, 12 March, in the safe"


def family(place: Ecosystem) -> tuple[Guardian, Actor]:
    school = factories.member_school(place)
    child, parent = factories.learner(school, "Mia"), factories.person(place, "Bo")
    factories.assigned(parent, "guardian", place)
    tie = Guardian.objects.create(
        ecosystem=place, guardian=parent, learner=child, starts=factories.STARTS
    )
    return tie, factories.actor(factories.convener(place))


def sees(tie: Guardian, at: datetime = NOW) -> tuple[bool, bool]:
    """Whether the guardian sees the learner, and may answer for them."""
    by = factories.actor(tie.guardian)
    seen = Person.objects.visible_to(by).filter(pk=tie.learner_id).exists()
    return seen, is_guardian(by, tie.ecosystem, tie.learner, at)


def test_a_barred_guardian_sees_nothing_until_the_bar_is_lifted() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    tie, by = family(aspen)
    assert sees(tie) == (True, True)
    bar_guardian(tie, ORDER, TODAY, None, by=by, at=NOW)
    assert sees(tie) == (False, False)
    with pytest.raises(BarredAlready):
        bar_guardian(tie, ORDER, TODAY, None, by=by, at=NOW)
    lift_bar(tie, by=by, at=NOW)
    assert sees(tie) == (True, True)
    with pytest.raises(NotBarred):
        lift_bar(tie, by=by, at=NOW)
    assert Barring.objects.get().ended_by_id == by.person_id


def test_a_bar_in_one_ecosystem_holds_in_every_other() -> None:
    aspen, birch = factories.ecosystem("Aspen Valley"), factories.ecosystem("Birch Hill")
    tie, by = family(aspen)
    factories.assigned(tie.learner, "learner", birch)
    other = Guardian.objects.create(
        ecosystem=birch, guardian=tie.guardian, learner=tie.learner, starts=factories.STARTS
    )
    assert sees(other) == (True, True)
    bar_guardian(tie, ORDER, TODAY, None, by=by, at=NOW)
    assert sees(other) == (False, False)


def test_it_begins_and_ends_on_the_days_of_the_order() -> None:
    tie, by = family(factories.ecosystem("Aspen Valley"))
    bar_guardian(tie, ORDER, TODAY + timedelta(days=2), TODAY + timedelta(days=5), by=by, at=NOW)
    turned = []
    for days in range(8):
        turn_bars(NOW + timedelta(days=days))
        turned.append(Guardian.objects.get().barred)
    assert turned == [False, False, True, True, True, True, False, False]


def test_nobody_bars_without_the_right_or_a_reason() -> None:
    aspen = factories.ecosystem("Aspen Valley", public=False)
    tie, by = family(aspen)
    outsider = factories.actor(factories.convener(factories.ecosystem("Birch Hill")))
    past = date(2026, 1, 1)
    for actor, reason, ends, refusal in (
        (factories.actor(tie.guardian), ORDER, None, NotPermitted),
        (outsider, ORDER, None, NotFound),
        (by, "  ", None, Invalid),
        (by, ORDER, past, Invalid),
    ):
        with pytest.raises(refusal):
            bar_guardian(tie, reason, TODAY, ends, by=actor, at=NOW)
    assert not Barring.objects.exists()
    assert sees(tie) == (True, True)
