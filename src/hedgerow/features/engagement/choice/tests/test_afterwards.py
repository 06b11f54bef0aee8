"""What is left to do of a published round is said to who runs it, once and with counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests import factories as members
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.errors import NotInThisState
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.opportunities.tests.factories import valley
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.permissions import Actor

from .choosing import browser
from .factories import LATER, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def said(by: Actor) -> list[str]:
    return [str(one.why) for one in queries.waiting_for(by)]


def at(name: str, made: Made, *more: object) -> str:
    return reverse(name, args=[made.ecosystem.slug, made.row.uuid, *more])


def test_places_without_an_activity_and_without_an_answer_are_a_line_each() -> None:
    made = a_round(3, (("A", 2), ("B", 1)), answer_by=date(2026, 12, 20))
    ada = members.actor(members.convener(made.ecosystem))
    made.run("A", "A", "B")
    lacking, unanswered = queries.waiting_for(ada)
    assert (lacking.why, lacking.due) == ("3 places are in no activity yet: say which", None)
    assert unanswered.why == "3 places are not answered for yet"
    assert str(unanswered.due) == "2026-12-20 23:59:00+00:00"
    page = browser(members.convener(made.ecosystem, "Eve")).get(unanswered.url).content.decode()
    assert "Bo 0" in page
    actions.accept_place(made.row, made.learners[0], by=STEWARD, at=LATER)
    actions.give_back(made.row, made.learners[1], by=STEWARD, at=LATER)
    assert said(ada) == [
        "2 places are in no activity yet: say which", "1 place is not answered for yet",
    ]  # fmt: skip
    assert said(members.actor(made.learners[1])) == []
    actions.finish_round(made.row, by=STEWARD, at=LATER)
    assert said(ada) == []


def test_the_activity_is_named_after_the_round_and_all_are_enrolled() -> None:
    made = a_round(2, (("Maths circle", 2),))
    runs = browser(members.convener(made.ecosystem))
    robotics = club(ecosystem=made.ecosystem, learners=0, sessions=0).activity
    offer = made.row.offers.get()
    with pytest.raises(NotInThisState):
        actions.tie_offer(offer, robotics, by=STEWARD, at=LATER)
    for learner in made.learners:
        actions.save_list(made.row, learner, [offer.uuid], by=STEWARD, at=made.row.created_at)
    actions.run_round(made.row, by=STEWARD, at=LATER)
    words = "Nobody will be enrolled from these"
    assert words in runs.get(at("choice-publish", made)).content.decode()
    actions.publish_round(made.row, by=STEWARD, at=LATER)
    page = runs.get(at("choice-round", made)).content.decode()
    assert "Nobody can be enrolled from these" in page
    assert "Enrol all who were placed" not in page
    with pytest.raises(NotPermitted):
        actions.tie_offer(offer, robotics, by=members.actor(made.learners[0]), at=LATER)
    address = at("choice-tie", made, offer.uuid)
    assert address in page
    assert runs.post(address, {"activity": ""}).status_code == 422
    assert runs.post(address, {"activity": robotics.pk}).status_code == 302
    assert "Enrol all who were placed" in runs.get(at("choice-round", made)).content.decode()
    assert actions.enrol_placed(made.row, by=STEWARD, at=LATER).new == 2
    assert Enrolment.objects.filter(activity=robotics).count() == 2
    assert "nobody left to enrol" in runs.get(at("choice-round", made)).content.decode()
    with pytest.raises(NotInThisState):
        actions.tie_offer(offer, robotics, by=STEWARD, at=LATER)


def test_an_opportunity_is_no_such_activity() -> None:
    there = valley()
    made = a_round(1, (("A", 1),), ecosystem=there.place)
    made.run("A")
    robots = there.offer(starts=None, capacity=2)
    assert robots.activity is not None
    with pytest.raises(Invalid):
        actions.tie_offer(made.offers["A"], robots.activity, by=STEWARD, at=LATER)
    assert made.row.offers.get().activity is None


def test_two_rounds_and_ten_are_asked_for_alike() -> None:
    made = a_round(1, (("A", 1),))
    ada, counts = members.actor(members.convener(made.ecosystem)), []
    made.run("A")
    for rounds in (2, 10):
        for _more in range(rounds - Round.objects.count()):
            a_round(1, (("A", 1),), ecosystem=made.ecosystem).run("A")
        with CaptureQueriesContext(connection) as asked:
            assert len(said(ada)) == 2 * rounds
        counts.append(len(asked))
    assert counts[0] == counts[1]
