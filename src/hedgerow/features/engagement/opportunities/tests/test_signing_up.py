"""Signing up, for oneself and for one's child, as far as it is for them."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.membership.errors import AnswersOneself, NeedsGuardian
from hedgerow.commons.membership.models import Consent, ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import (
    ByInvitation,
    ConsentNeeded,
    Full,
    NoGuardian,
    NotForThem,
    NothingToAnswer,
    NotOpen,
    SignedUp,
)
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.queries import candidates, places_left
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley, valley

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=3)


def parent(of: Valley, child: Person, name: str = "Gus", *, barred: bool = False) -> Actor:
    somebody = factories.person(of.place, name)
    factories.assigned(somebody, "guardian", of.place)
    Guardian.objects.create(
        ecosystem=of.place, guardian=somebody, learner=child, starts=factories.STARTS, barred=barred
    )
    return factories.actor(somebody)


def enrolled(row: Opportunity) -> int:
    return Enrolment.objects.filter(activity=row.activity, ends=None).count()


def test_a_guardian_signs_a_child_up_which_enrols_it_in_the_activity(aspen: Valley) -> None:
    row, bo = aspen.offer(capacity=2), aspen.learners[0]
    found = actions.sign_up(row, bo, by=parent(aspen, bo), at=NOW)
    row.refresh_from_db()
    assert (found.state, row.taken, places_left(row)) == ("placed", 1, 1)
    place = Enrolment.objects.get(activity=row.activity, person=bo)
    assert (found.enrolment_id, place.starts, place.minimum_minutes) == (place.pk, row.starts, 90)
    assert (place.site_id, row.activity.title) == (aspen.school.pk, "Robots")


@pytest.mark.slow
def test_a_child_asks_and_the_place_is_kept_until_a_guardian_agrees(aspen: Valley) -> None:
    row, bo = aspen.offer(capacity=1), aspen.learners[0]
    gus = parent(aspen, bo)
    found = actions.sign_up(row, bo, by=factories.actor(bo), at=NOW)
    row.refresh_from_db()
    assert (found.state, row.taken, enrolled(row)) == ("asked", 1, 0)
    assert found.expires_at == NOW + timedelta(hours=48)
    assert set(Notice.objects.values_list("person", flat=True)) == {bo.pk, gus.person_id}
    with pytest.raises(NeedsGuardian):
        actions.accept_place(found, by=factories.actor(bo), at=NOW)
    assert enrolled(row) == 0
    assert actions.accept_place(found, by=gus, at=NOW).state == "placed"
    row.refresh_from_db()
    assert (row.taken, enrolled(row)) == (1, 1)


def test_a_child_nobody_answers_for_is_told_so_and_holds_nothing(aspen: Valley) -> None:
    row, bo = aspen.offer(), aspen.learners[0]
    parent(aspen, bo, barred=True)
    with pytest.raises(NoGuardian):
        actions.sign_up(row, bo, by=factories.actor(bo), at=NOW)
    assert not SignUp.objects.exists()
    (told,) = candidates(factories.actor(bo), row, NOW)
    assert (told.no_guardian, told.may_sign_up) == (True, False)


@pytest.mark.slow
def test_from_the_age_of_own_consent_the_learner_decides(aspen: Valley) -> None:
    row, bo = aspen.offer(), aspen.learners[0]
    Person.objects.filter(pk=bo.pk).update(born=date(2009, 1, 1))
    bo.refresh_from_db()
    gus = parent(aspen, bo)
    with pytest.raises(AnswersOneself):
        actions.sign_up(row, bo, by=gus, at=NOW)
    assert not SignUp.objects.exists()
    found = actions.sign_up(row, bo, by=factories.actor(bo), at=NOW)
    with pytest.raises(AnswersOneself):
        actions.withdraw(found, by=gus, at=NOW)
    assert (found.state, enrolled(row)) == ("placed", 1)


def test_what_asks_no_guardian_a_child_joins_alone(aspen: Valley) -> None:
    row, bo = aspen.offer(guardian_agrees=False), aspen.learners[0]
    assert actions.sign_up(row, bo, by=factories.actor(bo), at=NOW).state == "placed"


@pytest.mark.slow
def test_nobody_signs_up_somebody_elses_child(aspen: Valley) -> None:
    row, (bo, other, _last) = aspen.offer(), aspen.learners
    for by in (parent(aspen, other), factories.actor(other), parent(aspen, bo, "Bad", barred=True)):
        with pytest.raises(NotFound):
            actions.sign_up(row, bo, by=by, at=NOW)
    assert not SignUp.objects.exists()


@pytest.mark.slow
def test_consent_is_given_with_the_sign_up_and_without_it_there_is_no_place(aspen: Valley) -> None:
    ConsentPurpose.objects.create(
        ecosystem=aspen.place, key="trips", titles={"en": "Trips"}, texts={"en": "May they?"},
        created_at=NOW,
    )  # fmt: skip
    row, bo = aspen.offer(consent="trips"), aspen.learners[0]
    gus = parent(aspen, bo)
    with pytest.raises(ConsentNeeded) as refusal:
        actions.sign_up(row, bo, by=gus, at=NOW)
    assert refusal.value.details == {"name": "Bo 00", "purpose": "Trips"}
    assert not SignUp.objects.exists()
    assert actions.sign_up(row, bo, agrees=True, by=gus, at=NOW).state == "placed"
    given = Consent.objects.get(person=bo)
    assert (given.answer, given.given_by_id) == ("given", gus.person_id)


@pytest.mark.parametrize(
    "values",
    [{"grades": ["8"]}, {"audience": "teachers"}, {"audience": "adults"}, {"age_from": 12}],
    ids=lambda values: "-".join(values),
)
def test_it_is_refused_to_whom_it_is_not_meant_for(aspen: Valley, values: dict) -> None:
    row, bo = aspen.offer(**values), aspen.learners[0]
    Person.objects.filter(pk=bo.pk).update(born=date(2016, 1, 1))
    bo.refresh_from_db()
    with pytest.raises(NotForThem):
        actions.sign_up(row, bo, by=parent(aspen, bo), at=NOW)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"signup_opens": NOW + timedelta(hours=1)},
        {"signup_closes": NOW},
        {"starts": NOW.date() - timedelta(days=2)},
        {"takes_signups": False},
    ],
    ids=lambda values: "-".join(values),
)
def test_nobody_signs_up_when_it_is_not_open_for_it(aspen: Valley, values: dict) -> None:
    row, bo = aspen.offer(**values), aspen.learners[0]
    with pytest.raises(NotOpen):
        actions.sign_up(row, bo, by=parent(aspen, bo), at=NOW)
    assert not SignUp.objects.exists()


@pytest.mark.slow
def test_where_places_are_given_by_invitation_nobody_signs_up(aspen: Valley) -> None:
    row, (bo, cy) = aspen.offer(by_invitation=True, capacity=1), aspen.learners[:2]
    with pytest.raises(ByInvitation):
        actions.sign_up(row, bo, by=parent(aspen, bo), at=NOW)
    assert not SignUp.objects.exists()
    given = actions.give_place(row, bo, by=aspen.ada, at=NOW)
    assert (given.state, given.enrolment.person) == ("placed", bo)
    with pytest.raises(Full):
        actions.give_place(row, cy, by=aspen.ada, at=NOW)
    assert SignUp.objects.get() == given


@pytest.mark.slow
def test_who_has_a_place_signs_up_no_second_time(aspen: Valley) -> None:
    row, bo = aspen.offer(), aspen.learners[0]
    gus = parent(aspen, bo)
    actions.sign_up(row, bo, by=gus, at=NOW)
    with pytest.raises(SignedUp):
        actions.sign_up(row, bo, by=gus, at=NOW)
    row.refresh_from_db()
    assert (SignUp.objects.count(), row.taken) == (1, 1)


@pytest.mark.slow
def test_who_leaves_before_it_begins_was_never_there_and_later_leaves_early(aspen: Valley) -> None:
    row, bo = aspen.offer(), aspen.learners[0]
    gus = parent(aspen, bo)
    found = actions.sign_up(row, bo, by=gus, at=NOW)
    actions.withdraw(found, by=gus, at=NOW)
    assert not Enrolment.objects.exists()
    again = actions.sign_up(row, bo, by=gus, at=NOW)
    assert (again.pk, again.state) == (found.pk, "placed")
    Enrolment.objects.update(starts=date(2026, 8, 20))
    actions.withdraw(again, by=gus, at=NOW)
    place = Enrolment.objects.get()
    assert (place.ends, place.dropped) == (NOW.date(), True)
    with pytest.raises(NothingToAnswer):
        actions.withdraw(again, by=gus, at=NOW)
    row.refresh_from_db()
    assert row.taken == 0


@pytest.mark.slow
def test_who_offers_gives_a_place_as_long_as_there_is_one(aspen: Valley) -> None:
    row = aspen.offer(capacity=1, grades=["8"])
    bo, other, _last = aspen.learners
    with pytest.raises(NotFound):  # Pia does not see the school's learners
        actions.give_place(row, bo, by=aspen.pia, at=NOW)
    with pytest.raises(NotPermitted):
        actions.give_place(row, bo, by=factories.actor(bo), at=NOW)
    assert actions.give_place(row, bo, by=aspen.ada, at=NOW).state == "placed"
    assert actions.give_place(row, bo, by=Actor.the_steward(), at=NOW).state == "placed"
    with pytest.raises(Full):
        actions.give_place(row, other, by=aspen.ada, at=NOW)
    assert enrolled(row) == 1


def test_places_given_in_the_activity_itself_count_too(aspen: Valley) -> None:
    from hedgerow.commons.activities.actions import enrol

    row = aspen.offer(capacity=1)
    bo, other, _last = aspen.learners
    enrol(row.activity, other, row.starts, by=aspen.ada, at=NOW)
    assert places_left(row) == 0
    assert actions.sign_up(row, bo, by=parent(aspen, bo), at=NOW).state == "waiting"


@pytest.mark.slow
def test_an_event_on_one_day_has_its_session_planned_and_moved(aspen: Valley) -> None:
    row = aspen.offer(begins="15:00", minutes=90, opened=False)
    row.refresh_from_db()
    actions.open_opportunity(row, by=aspen.pia, at=NOW)
    session = Session.objects.get()
    assert (session.starts_at.hour, session.minutes) == (20, 90)
    later = row.starts + timedelta(days=1)
    actions.edit_opportunity(row, {"starts": later}, by=aspen.pia, at=NOW)
    session.refresh_from_db()
    assert session.day == later


@pytest.mark.slow
def test_there_are_never_fewer_places_than_are_taken(aspen: Valley) -> None:
    from hedgerow.features.engagement.opportunities.errors import TooFewPlaces

    row = aspen.offer(capacity=3)
    for bo in aspen.learners[:2]:
        actions.give_place(row, bo, by=aspen.ada, at=NOW)
    with pytest.raises(TooFewPlaces):
        actions.edit_opportunity(row, {"capacity": 1}, by=aspen.ada, at=NOW)
    row.refresh_from_db()
    assert (row.capacity, row.taken) == (3, 2)
