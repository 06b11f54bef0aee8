"""A guardian of a learner who decides alone is shown nothing to decide; nobody is, once it is over."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests import factories as members
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, queries

from .choosing import browser, guardian_of, now_open, page_of
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OLD, YOUNG = date(1990, 1, 1), date(2190, 1, 1)


def born(learner: Person, day: date) -> None:
    learner.born = day
    learner.save()


def round_of(made: Made, somebody: Person) -> str:
    page = reverse("choice-round", args=[made.ecosystem.slug, made.row.uuid])
    return browser(somebody).get(page).content.decode()


def test_a_guardian_chooses_for_a_young_learner_and_is_told_that_an_older_one_does() -> None:
    made = now_open(1)
    mother = guardian_of(made, made.learners[0])
    born(made.learners[0], YOUNG)
    assert ">Choose</a>" in round_of(made, mother)
    born(made.learners[0], OLD)
    said = round_of(made, mother)
    assert ">Choose</a>" not in said
    assert page_of(made, 0) not in said
    assert "Bo 0 decides alone what to choose." in said
    assert ">Choose</a>" in round_of(made, made.learners[0])


def test_my_week_asks_the_guardian_of_a_young_learner_alone_to_answer() -> None:
    made = a_round(1)
    mother = guardian_of(made, made.learners[0])
    born(made.learners[0], YOUNG)
    made.run("A")
    assert len(queries.waiting_for(members.actor(mother))) == 1
    born(made.learners[0], OLD)
    assert queries.waiting_for(members.actor(mother)) == []
    assert len(queries.waiting_for(members.actor(made.learners[0]))) == 1


def test_nobody_is_asked_to_choose_in_a_round_that_is_published() -> None:
    made = a_round(2)
    made.wish(0, "A")
    actions.run_round(made.row, by=STEWARD, at=LATER)
    actions.publish_round(made.row, by=STEWARD, at=LATER)
    said = round_of(made, made.learners[1])
    assert ">Choose</a>" not in said
    assert "You have not chosen" in said
    assert "What came of it" in round_of(made, made.learners[0])


def test_the_list_has_room_for_no_more_than_there_is_to_choose() -> None:
    made = now_open(1, most_wishes=5)
    page = queries.learner_page(members.actor(made.learners[0]), made.fresh(), made.learners[0])
    assert page.most == 3
    actions.edit_round(made.row, {"most_wishes": 2}, by=STEWARD, at=NOW)
    page = queries.learner_page(members.actor(made.learners[0]), made.fresh(), made.learners[0])
    assert page.most == 2
