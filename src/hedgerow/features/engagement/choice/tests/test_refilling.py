"""Seats that are given back go on: whoever has no place gets one, whoever has one is asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Outcome, Refill
from hedgerow.features.engagement.choice.rules.acceptance import Matching, held_at, match
from hedgerow.features.engagement.choice.rules.offering import Standing, offer_on
from hedgerow.features.engagement.choice.rules.refilling import refill
from hedgerow.features.engagement.choice.rules.rounds import NO_OFFER
from hedgerow.features.engagement.choice.rules.seats import kinds_of
from hedgerow.features.engagement.choice.rules.stability import judge

from .factories import LATER, STEWARD, Made, a_round
from .rounds import rounds

ONE_EACH = (("A", 1), ("B", 1))


def given_back(made: Made, name: str) -> None:
    person = next(one for one in made.learners if one.name == name)
    actions.give_back(made.row, person, by=STEWARD, at=LATER)


def a_full_round() -> tuple[Made, str, str, str]:
    """Three learners who want A, then B: who has A, who has B, and who has nothing."""
    made = a_round(3, ONE_EACH)
    made.run("AB", "AB", "AB")
    who = {place: name for name, place in made.places().items()}
    return made, who["A"], who["B"], who[""]


@pytest.mark.slow
@pytest.mark.django_db
def test_who_has_a_place_is_asked_and_keeps_it_until_they_answer() -> None:
    made, first, second, third = a_full_round()
    given_back(made, first)
    assert made.places() == {first: "", second: "B", third: ""}
    asked = Refill.objects.get()
    assert (asked.person.name, asked.took.title, asked.answer) == (second, "A", "waiting")
    actions.take_offered(made.row, asked.person, by=STEWARD, at=LATER)
    assert made.places() == {first: "", second: "A", third: "B"}
    moved = Outcome.objects.get(person__name=third)
    assert (moved.answer, moved.refilled, moved.rank) == ("waiting", True, 2)


@pytest.mark.slow
@pytest.mark.django_db
def test_who_keeps_a_place_leaves_the_other_to_who_is_next() -> None:
    made, first, second, third = a_full_round()
    given_back(made, first)
    person = Refill.objects.get().person
    actions.keep_place(made.row, person, by=STEWARD, at=LATER)
    assert made.places() == {first: "", second: "B", third: "A"}
    with pytest.raises(errors.NoPlace):
        actions.take_offered(made.row, person, by=STEWARD, at=LATER)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_place_is_given_back_once() -> None:
    made, first, _second, _third = a_full_round()
    given_back(made, first)
    with pytest.raises(errors.NoPlace):
        given_back(made, first)
    assert Refill.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_a_round_that_is_over_takes_no_answers_and_offers_lapse() -> None:
    made, first, second, _third = a_full_round()
    given_back(made, first)
    actions.finish_round(made.row, by=STEWARD, at=LATER)
    assert Refill.objects.get().answer == Refill.Answer.LAPSED
    with pytest.raises(errors.NotInThisState):
        given_back(made, second)
    assert made.places()[second] == "B"


def all_taken(seats, lots, standing: Standing, out) -> Standing:
    """Everybody takes what is offered to them, until nothing is."""
    while True:
        now = offer_on(seats, lots, standing, out)
        if (now.offered == NO_OFFER).all():
            return now
        one = int(np.flatnonzero(now.offered != NO_OFFER)[0])
        held, offered = now.held.copy(), now.offered.copy()
        held[one], offered[one] = offered[one], NO_OFFER
        standing = Standing(held, offered)


def entries(seats, matching: Matching):
    own = (seats.wishes == matching.kinds[:, None]) & (matching.kinds != NO_OFFER)[:, None]
    return np.where(own.any(axis=1), own.argmax(axis=1), NO_OFFER).astype(np.int32)


@given(case=rounds(), data=st.data())
@settings(max_examples=150, deadline=None)
@pytest.mark.slow
def test_if_all_take_what_is_offered_it_is_as_if_moved_at_once(case, data) -> None:
    of, lots = case
    matching, seats = match(of, lots), kinds_of(of)
    gone = np.array([data.draw(st.booleans()) for _ in range(of.learners)], np.bool_)
    at_once, _moves = refill(seats, lots, matching, gone)
    held = entries(seats, matching)
    held[gone] = NO_OFFER
    nothing = np.full(of.learners, NO_OFFER, np.int32)
    after = all_taken(seats, lots, Standing(held, nothing), gone)
    assert (held_at(seats, after.held, 0).places == at_once.places).all()


@given(case=rounds())
@settings(max_examples=100, deadline=None)
@pytest.mark.slow
def test_after_a_run_nothing_is_left_to_offer(case) -> None:
    of, lots = case
    matching, seats = match(of, lots), kinds_of(of)
    nothing = np.full(of.learners, NO_OFFER, np.int32)
    standing = Standing(entries(seats, matching), nothing)
    after = offer_on(seats, lots, standing, np.zeros(of.learners, np.bool_))
    assert (after.offered == NO_OFFER).all()
    assert judge(of, lots, held_at(seats, after.held, 0).places).is_stable
