"""Who enrols all who were placed is told before what comes of it; who is enrolled is asked nothing more."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.tests import factories as members
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.models import Outcome
from hedgerow.features.engagement.opportunities.tests.factories import valley

from .choosing import browser, page_of
from .factories import LATER, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made() -> Made:
    """Two learners have a place that neither has answered for, a third has none."""
    there = valley()
    here = a_round(3, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=2, guardian_agrees=False)
    here.open_over(robots)
    here.publish()
    rows = Outcome.objects.filter(round=here.row, offer__isnull=False)
    placed = set(rows.values_list("person", flat=True))
    here.learners.sort(key=lambda one: one.pk not in placed)
    return here


def at(name: str, made: Made) -> str:
    return reverse(name, args=[made.ecosystem.slug, made.row.uuid])


def runs(made: Made) -> Client:
    return browser(members.convener(made.ecosystem, "Cora"))


def test_it_says_how_many_and_that_nobody_is_asked_then_before_it_is_done(made: Made) -> None:
    client = runs(made)
    assert (
        f'href="{at("choice-enrol", made)}"'
        in client.get(at("choice-round", made)).content.decode()
    )
    said = client.get(at("choice-enrol", made)).content.decode()
    assert "2 learners have a place and are not enrolled yet." in said
    assert "Whoever has not answered is enrolled too" in said
    assert not Enrolment.objects.exists()
    client.post(at("choice-enrol", made))
    assert Enrolment.objects.count() == 2
    assert client.get(at("choice-enrol", made)).status_code == 302


def test_who_is_enrolled_is_not_asked_whether_they_come(made: Made) -> None:
    learner = made.learners[0]
    client, place = browser(learner), page_of(made, 0)
    assert "Yes, I come" in client.get(place).content.decode()
    assert [str(one.why) for one in queries.waiting_for(members.actor(learner))] == [
        "Look at the place, and answer"
    ]
    actions.enrol_placed(made.row, by=STEWARD, at=LATER)
    said = client.get(place).content.decode()
    assert "Yes, I come" not in said
    assert "not answered yet" not in said
    assert "Give the place back" in said
    assert queries.waiting_for(members.actor(learner)) == []


def test_the_result_says_enrolled_and_not_that_they_did_not_answer(made: Made) -> None:
    client = runs(made)
    before = client.get(at("choice-results", made)).content.decode()
    assert before.count('<span class="tag">not answered yet</span>') == 2
    actions.enrol_placed(made.row, by=STEWARD, at=LATER)
    after = client.get(at("choice-results", made)).content.decode()
    assert after.count('<span class="tag">enrolled</span>') == 2
    assert '<span class="tag">not answered yet</span>' not in after


def test_who_is_enrolled_is_not_found_among_those_who_did_not_answer(made: Made) -> None:
    client, names = runs(made), [one.name for one in made.learners]

    def found(answer: str) -> list[str]:
        page = client.get(at("choice-results", made), {"answer": answer}).content.decode()
        return [name for name in names if f">{name}<" in page]

    assert found("waiting") == names[:2]
    assert found("enrolled") == []
    actions.enrol_placed(made.row, by=STEWARD, at=LATER)
    assert found("waiting") == []
    assert found("enrolled") == names[:2]
