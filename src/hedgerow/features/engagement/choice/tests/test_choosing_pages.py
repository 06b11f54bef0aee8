"""A learner's page: put in order without JavaScript, saved, seen by nobody else."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests import factories as members
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice import actions, errors, queries
from hedgerow.features.engagement.choice.models import Outcome, Round, WishList
from hedgerow.features.engagement.choice.privacy import RULES
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = pytest.mark.django_db


def guardian_of(made: Made, learner: Person, **values: object) -> Person:
    mother = members.person(made.ecosystem, "Mother")
    members.assigned(mother, "guardian", made.ecosystem)
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=mother, learner=learner, starts=members.STARTS, **values
    )
    return mother


def browser(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session["since"] = "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def page_of(made: Made, learner: int) -> str:
    person = made.learners[learner].uuid
    return reverse("choice-learner", args=[made.ecosystem.slug, made.row.uuid, person])


def now_open(learners: int = 2, **values: object) -> Made:
    """A round that is open whenever this is run."""
    return a_round(learners, opens_on=date(2026, 1, 1), closes_on=date(2199, 1, 1), **values)


def order(answer) -> list[str]:
    on_the_list = answer.content.decode().partition("data-others")[0]
    return re.findall(r'data-title="(\w)"', on_the_list)


def test_buttons_put_the_list_in_order_and_nothing_is_kept_before_it_is_saved() -> None:
    made = now_open()
    client, url = browser(made.learners[0]), page_of(made, 0)
    a, b, c = made.uuids("ABC")
    shown = client.post(url, {"offer": [a, b], "step": f"add:{c}"})
    assert order(shown) == ["A", "B", "C"]
    shown = client.post(url, {"offer": [a, b, c], "step": f"up:{c}"})
    assert order(shown) == ["A", "C", "B"]
    shown = client.post(url, {"offer": [a, c, b], "step": f"down:{a}"})
    assert order(shown) == ["C", "A", "B"]
    shown = client.post(url, {"offer": [c, a, b], "step": f"remove:{a}"})
    assert order(shown) == ["C", "B"]
    assert not WishList.objects.exists()
    assert client.post(url, {"offer": [c, b]}).status_code == 302
    assert order(client.get(url)) == ["C", "B"]


def test_a_list_that_is_too_long_is_told_on_the_page() -> None:
    made = now_open(most_wishes=1)
    a, b = made.uuids("AB")
    answer = browser(made.learners[0]).post(page_of(made, 0), {"offer": [a, b]})
    assert answer.status_code == 422
    assert b"A list has 1 entry at most." in answer.content
    assert not WishList.objects.exists()


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


def order_kept(person: Person) -> list[str]:
    kept = WishList.objects.get(person=person)
    return list(kept.wishes.order_by("position").values_list("offer__title", flat=True))


def test_the_learner_is_told_why_in_one_sentence() -> None:
    made = a_round(2, (("A", 1), ("B", 1)))
    made.run("AB", "AB")
    told = {}
    for one in made.learners:
        result = queries.learner_page(members.actor(one), made.fresh(), one).result
        assert result is not None
        told[result.text] = list(result.why)
    assert told == {
        "You got your first wish: A.": [],
        "You got your wish number 2: B.": [
            "You were number 2 in line for the 1 seat of A, as the draw put it."
        ],
    }


def test_before_it_is_published_only_who_runs_the_round_sees_a_result() -> None:
    made = a_round(1)
    made.wish(0, "A")
    actions.run_round(made.row, by=STEWARD, at=LATER)
    learner = members.actor(made.learners[0])
    assert not Outcome.objects.visible_to(learner).exists()
    assert queries.learner_page(learner, made.fresh(), made.learners[0]).result is None
    actions.publish_round(made.row, by=STEWARD, at=LATER)
    assert Outcome.objects.visible_to(learner).count() == 1


def test_chances_are_told_in_words_and_only_once_enough_have_chosen() -> None:
    made = a_round(12, (("A", 6), ("B", 20)))
    for learner in range(9):
        made.wish(learner, "AB")
    assert actions.reckon_chances(made.fresh(), at=NOW, draws=50) == 0
    for learner in range(9, 12):
        made.wish(learner, "AB")
    assert actions.reckon_chances(made.fresh(), at=NOW, draws=400) == 24
    learner = made.learners[0]
    page = queries.learner_page(members.actor(learner), made.fresh(), learner)
    assert page.chosen[0].chance in {"about 40 %", "about 50 %", "about 60 %"}


def test_my_week_says_what_to_do_until_it_is_done() -> None:
    made = now_open(1)
    learner = members.actor(made.learners[0])
    assert [str(one.why) for one in queries.waiting_for(learner)] == ["Say what you wish for"]
    made.wish(0, "A")
    assert queries.waiting_for(learner) == []
    ada = members.actor(members.convener(made.ecosystem))
    actions.close_round(made.row, by=ada, at=NOW)
    assert len(queries.waiting_for(ada)) == 1


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
