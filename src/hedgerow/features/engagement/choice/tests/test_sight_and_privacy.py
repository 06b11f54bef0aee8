"""Nobody sees another's list, guardians decide for children, and what erasing leaves."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests import factories as members
from hedgerow.features.engagement.choice import actions, errors, queries
from hedgerow.features.engagement.choice.models import Outcome, Round, WishList
from hedgerow.features.engagement.choice.privacy import RULES
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .choosing import browser, guardian_of, now_open, order_kept, page_of
from .factories import LATER, NOW, STEWARD, a_round

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_nobody_sees_anothers_list() -> None:
    made = now_open()
    made.wish(0, "AB")
    educator = members.person(made.ecosystem, "Ed")
    members.assigned(educator, "educator", made.ecosystem, made.school)
    barred = guardian_of(made, made.learners[0], barred=True)
    for somebody in (made.learners[1], educator, barred):
        by = members.actor(somebody)
        assert not WishList.objects.visible_to(by).exists()
        with pytest.raises(NotFound):
            queries.learner_of(by, made.fresh(), made.learners[0].uuid)
        assert browser(somebody).get(page_of(made, 0)).status_code == 404


def test_a_guardian_decides_for_a_child_and_sees_but_does_not_decide_for_who_is_of_age() -> None:
    made = now_open()
    child = made.learners[0]
    mother = members.actor(guardian_of(made, child))
    child.born = date(2015, 1, 1)
    child.save()
    actions.save_list(made.row, child, made.uuids("A"), by=mother, at=NOW)
    child.born = date(2005, 1, 1)
    child.save()
    with pytest.raises(errors.NotYoursToDecide):
        actions.save_list(made.row, child, made.uuids("B"), by=mother, at=NOW)
    assert queries.learner_page(mother, made.fresh(), child).may_choose is False
    assert order_kept(child) == ["A"]
    actions.save_list(made.row, child, made.uuids("B"), by=members.actor(child), at=NOW)
    assert order_kept(child) == ["B"]


def test_erasing_leaves_a_list_and_a_place_as_counts() -> None:
    made = a_round(2)
    made.run("A", "B")
    pk = made.learners[0].pk
    for rule in RULES:
        assert list(rule.export(pk)) == [] or rule.model in (WishList, Outcome)
        rule.erase(pk, LATER)
    kept = WishList.objects.get(person=pk)
    assert not kept.wishes.exists()
    place = Outcome.objects.get(person=pk)
    assert (place.offer.title, place.refusals) == ("A", [])
    assert Outcome.objects.count() == 2


def test_a_job_runs_the_round() -> None:
    made = a_round(2)
    made.wish(0, "A")
    actions.close_round(made.row, by=STEWARD, at=NOW)
    actions.ask_to_run(made.row, by=STEWARD, at=NOW)
    jobs.run_pending()
    assert made.fresh().state == Round.State.PREVIEWED
    assert made.places() == {"Bo 0": "A"}


@pytest.mark.slow
def test_placed_learners_are_enrolled_at_once_and_once() -> None:
    robotics = club(0, 0)
    made = a_round(2, (("A", 1),), ecosystem=robotics.ecosystem, opened=False)
    said = {"activity_id": robotics.activity.pk}
    actions.save_offer(made.row, said, made.offers["A"], by=STEWARD, at=NOW)
    actions.open_round(made.row, by=STEWARD, at=NOW)
    made.run("A", "A")
    assert actions.enrol_placed(made.row, by=STEWARD, at=LATER).new == 1
    assert actions.enrol_placed(made.row, by=STEWARD, at=LATER).new == 0
    placed = Outcome.objects.get(offer__isnull=False).person
    assert Enrolment.objects.get().person == placed


@pytest.mark.parametrize("name", ["choice-round", "choice-results", "choice-missing"])
@pytest.mark.slow
def test_pages_ask_as_often_for_two_learners_as_for_twenty(name: str) -> None:
    asked = []
    for learners in (2, 20):
        made = a_round(learners)
        for learner in range(learners - 1):
            made.wish(learner, "ABC")
        actions.run_round(made.row, by=STEWARD, at=LATER)
        client = browser(members.convener(made.ecosystem))
        url = reverse(name, args=[made.ecosystem.slug, made.row.uuid])
        client.get(url)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(url).status_code == 200
        asked.append(len(queries_made))
    assert asked[0] == asked[1]


def test_an_outsider_sees_no_draft_and_no_private_round() -> None:
    hidden = members.ecosystem("Hidden", public=False)
    made = a_round(0, ecosystem=hidden)
    assert not Round.objects.visible_to(Actor.public()).filter(pk=made.row.pk).exists()
    public = a_round(0, opened=False)
    assert not Round.objects.visible_to(Actor.public()).filter(pk=public.row.pk).exists()
    actions.open_round(public.row, by=STEWARD, at=NOW)
    assert Round.objects.visible_to(Actor.public()).filter(pk=public.row.pk).exists()
