"""Who was taken out of the activity keeps the place, and is not enrolled again with all the others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Outcome
from hedgerow.features.engagement.choice.queries.enrolled import taken_out
from hedgerow.features.engagement.opportunities.actions import sign_up
from hedgerow.features.engagement.opportunities.errors import HeldElsewhere
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley
from hedgerow.foundation.errors import NotPermitted

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AFTER = LATER + timedelta(days=7)


@pytest.fixture
def made() -> tuple[Valley, Made]:
    """Two learners are enrolled in what they got, a third waits; the school takes the first out."""
    there = valley(1)
    here = a_round(3, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=2, guardian_agrees=False)
    here.open_over(robots)
    here.publish()
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    place = Enrolment.objects.get(person=gone(here))
    activities.end_place(place, AFTER.date(), dropped=True, by=STEWARD, at=AFTER)
    return there, here


def gone(here: Made) -> Person:
    placed = Outcome.objects.filter(round=here.row, offer__isnull=False)
    return placed.order_by("pk")[0].person


def convener(there: Valley) -> Person:
    return Person.objects.get(pk=there.ada.person_id)


def program(somebody: Person) -> Client:
    by = factories.actor(somebody)
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


def test_they_are_named_with_the_last_day_and_left_out(made) -> None:
    _there, here = made
    done = actions.enrol_placed(here.row, by=STEWARD, at=AFTER)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 1)
    assert [(one.person, one.last) for one in done.taken_out] == [(gone(here).uuid, AFTER.date())]
    assert not done.left
    assert not Enrolment.objects.filter(person=gone(here), ends=None).exists()


def test_the_page_lists_them_apart_and_has_nothing_left_to_enrol(made) -> None:
    there, here = made
    page = reverse("choice-round", args=[here.ecosystem.slug, here.row.uuid])
    said = browser(convener(there)).get(page).content.decode()
    apart = said.partition("Placed, and taken out of the activity")[2].partition("</section>")[0]
    assert gone(here).name in apart
    assert "until 13 December 2026" in apart
    assert "Placed, and not enrolled yet" not in said
    assert reverse("choice-enrol", args=[here.ecosystem.slug, here.row.uuid]) not in said


def test_one_is_enrolled_again_singly_by_page(made) -> None:
    there, here = made
    where = [here.ecosystem.slug, here.row.uuid, gone(here).uuid]
    client = browser(convener(there))
    assert "Enrol again" in client.get(reverse("choice-learner", args=where)).content.decode()
    own = browser(gone(here)).get(reverse("choice-learner", args=where)).content.decode()
    assert "The enrolment there ended on" in own
    assert "Enrol again" not in own
    actions.enrol_one(here.row, gone(here), by=STEWARD, at=AFTER)
    assert Enrolment.objects.get(person=gone(here)).ends is None
    assert taken_out(here.row) == {}
    with pytest.raises(errors.NoPlace):
        actions.enrol_one(here.row, gone(here), by=STEWARD, at=AFTER)


def test_and_by_program_which_names_them_too(made, monkeypatch) -> None:
    there, here = made
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    url = f"/api/ecosystems/{here.ecosystem.slug}/choice/{here.row.uuid}"
    ada, one = program(convener(there)), gone(here)
    done = ada.post(f"{url}/enrol").json()
    assert [each["person"] for each in done["taken_out"]] == [str(one.uuid)]
    learner = f"{url}/learners/{one.uuid}"
    assert ada.get(learner).json()["result"]["taken_out"] == "2026-12-13"
    act = {"data": {"answer": "enrol"}, "content_type": "application/json"}
    assert program(one).post(f"{learner}/answer", **act).status_code == 403
    assert ada.post(f"{learner}/answer", **act).status_code == 200
    assert Enrolment.objects.filter(person=one, ends=None).exists()


def test_only_who_runs_rounds_enrols_somebody_again(made) -> None:
    _there, here = made
    with pytest.raises(NotPermitted):
        actions.enrol_one(here.row, gone(here), by=factories.actor(gone(here)), at=AFTER)
    assert not Enrolment.objects.filter(person=gone(here), ends=None).exists()


def test_the_place_is_kept_until_it_is_given_back_and_then_goes_on(made) -> None:
    there, here = made
    offered = here.row.offers.get().opportunity
    with pytest.raises(HeldElsewhere):
        sign_up(offered, there.learners[0], by=factories.actor(there.learners[0]), at=AFTER)
    actions.give_back(here.row, gone(here), by=STEWARD, at=AFTER)
    assert taken_out(here.row) == {}
    assert actions.enrol_placed(here.row, by=STEWARD, at=AFTER).new == 1
    assert Enrolment.objects.filter(ends=None).count() == 2


def test_an_enrolment_that_was_over_before_the_place_was_given_says_nothing_of_it() -> None:
    there = valley()
    here = a_round(1, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=2, guardian_agrees=False)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    learner = here.learners[0]
    activities.enrol(robots.activity, learner, NOW.date(), takes_held=True, by=STEWARD, at=NOW)
    place, day = Enrolment.objects.get(person=learner), NOW.date() + timedelta(days=2)
    activities.end_place(place, day, dropped=True, by=STEWARD, at=NOW)
    actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    here.row = actions.publish_round(here.row, by=STEWARD, at=LATER)
    assert taken_out(here.row) == {}
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 1
