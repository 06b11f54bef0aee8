"""A round from its plan to its end, by its actions."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from hedgerow.commons.membership.tests import factories as members
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Outcome, Round, Run, Wish, WishList
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact

from .factories import CLOSES, LATER, NOW, SEED, STEWARD, a_round

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_seed_is_promised_when_the_round_opens_and_shown_when_it_is_published() -> None:
    made = a_round()
    draw = made.fresh().draw
    assert draw.commitment == sha256(SEED.encode()).hexdigest()
    assert draw.seed == ""
    made.run("AB", "AC")
    draw.refresh_from_db()
    assert draw.seed == SEED


@pytest.mark.slow
def test_places_are_given_by_the_published_draw() -> None:
    made = a_round()
    made.run("AB", "AB", "AB", "AB")
    tickets = {one.person.name: one.ticket for one in WishList.objects.select_related("person")}
    drawn = sorted(tickets, key=lambda who: sha256(f"{SEED}:{tickets[who]}".encode()).hexdigest())
    assert made.places() == {drawn[0]: "A", drawn[1]: "B", drawn[2]: "", drawn[3]: ""}
    last = Outcome.objects.get(person__name=drawn[3])
    assert [one["position"] for one in last.refusals] == [4, 3]


@pytest.mark.slow
def test_a_second_run_needs_a_reason_and_gives_the_same() -> None:
    made = a_round()
    for learner in range(4):
        made.wish(learner, "ABC")
    first = actions.run_round(made.row, by=STEWARD, at=LATER)
    with pytest.raises(errors.ReasonNeeded):
        actions.run_round(made.row, by=STEWARD, at=LATER)
    again = actions.run_round(made.row, "To see it twice.", by=STEWARD, at=LATER)
    assert (again.number, again.digest) == (2, first.digest)
    assert Run.objects.count() == 2


def test_what_changed_after_the_run_keeps_it_from_being_published() -> None:
    made = a_round()
    made.wish(0, "A")
    actions.run_round(made.row, by=STEWARD, at=LATER)
    actions.save_offer(made.row, {"seats": 3}, made.offers["A"], by=STEWARD, at=LATER)
    with pytest.raises(errors.Changed):
        actions.publish_round(made.row, by=STEWARD, at=LATER)
    assert made.fresh().state == Round.State.PREVIEWED
    actions.run_round(made.row, "More seats.", by=STEWARD, at=LATER)
    assert actions.publish_round(made.row, by=STEWARD, at=LATER).state == Round.State.PUBLISHED


def test_a_round_is_not_run_before_its_last_day_is_over() -> None:
    made = a_round()
    made.wish(0, "A")
    with pytest.raises(errors.NotInThisState):
        actions.run_round(made.row, by=STEWARD, at=NOW)
    assert not Run.objects.exists()
    actions.close_round(made.row, by=STEWARD, at=NOW)
    assert actions.run_round(made.row, by=STEWARD, at=NOW).placed == 1


def test_a_preview_is_taken_back_and_the_round_opened_again_with_the_same_seed() -> None:
    made = a_round()
    made.wish(0, "A")
    actions.run_round(made.row, by=STEWARD, at=LATER)
    actions.discard_preview(made.row, by=STEWARD, at=LATER)
    assert not Outcome.objects.exists()
    ends = LATER.date() + timedelta(days=2)
    row = actions.reopen_round(made.row, ends, by=STEWARD, at=LATER)
    assert (row.state, row.closes_on, row.draw.secret) == (Round.State.OPEN, ends, SEED)
    made.wish(1, "A", at=LATER)


def test_after_the_last_day_no_list_is_changed() -> None:
    made = a_round()
    made.wish(0, "AB")
    with pytest.raises(errors.Overdue):
        made.wish(0, "BA", at=LATER)
    assert list(Wish.objects.order_by("position").values_list("offer__title", flat=True)) == [*"AB"]
    assert actions.close_overdue(by=STEWARD, at=LATER) == 1
    assert made.fresh().state == Round.State.CLOSED


def test_a_list_names_each_offer_once_and_no_more_than_the_round_allows() -> None:
    made = a_round(most_wishes=2)
    for titles in ("AA", "ABC"):
        with pytest.raises(Invalid):
            made.wish(0, titles)
    assert not WishList.objects.exists()


def test_only_those_the_round_is_for_choose() -> None:
    made = a_round(grades=["7"])
    with pytest.raises(errors.NotOfTheRound):
        made.wish(0, "A")
    assert not WishList.objects.exists()


def test_nothing_is_opened_without_a_seat() -> None:
    made = a_round(seats=(("A", 0),), opened=False)
    with pytest.raises(errors.NothingToChoose):
        actions.open_round(made.row, by=STEWARD, at=NOW)
    assert made.fresh().state == Round.State.DRAFT


def test_what_is_wished_for_stays_in_the_round() -> None:
    made = a_round()
    made.wish(0, "A")
    with pytest.raises(errors.WishedFor):
        actions.remove_offer(made.offers["A"], by=STEWARD, at=NOW)
    actions.remove_offer(made.offers["B"], by=STEWARD, at=NOW)
    assert made.row.offers.count() == 2


def test_the_round_is_the_conveners_and_a_draft_is_not_seen_by_others() -> None:
    made = a_round(opened=False)
    learner = members.actor(made.learners[0])
    with pytest.raises(NotFound):
        actions.open_round(made.row, by=learner, at=NOW)
    with pytest.raises(NotPermitted):
        actions.plan_round(
            made.ecosystem, {"title": "Mine", "opens_on": CLOSES, "closes_on": CLOSES},
            by=learner, at=NOW,
        )  # fmt: skip
    ada = members.actor(members.convener(made.ecosystem))
    actions.open_round(made.row, by=ada, at=NOW)
    with pytest.raises(NotPermitted):
        actions.close_round(made.row, by=learner, at=NOW)
    assert made.fresh().state == Round.State.OPEN


def test_a_round_whose_last_day_has_passed_is_not_planned() -> None:
    made = a_round(opened=False)
    past = NOW.date() - timedelta(days=1)
    days = {"opens_on": past, "closes_on": past}
    for act in (
        lambda: actions.plan_round(made.ecosystem, {"title": "Late", **days}, by=STEWARD, at=NOW),
        lambda: actions.edit_round(made.row, days, by=STEWARD, at=NOW),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert list(refused.value.fields) == ["closes_on"]
    assert Round.objects.get().closes_on == CLOSES
    days["closes_on"] = NOW.date()
    assert actions.edit_round(made.row, days, by=STEWARD, at=NOW).closes_on == NOW.date()
    later = NOW + timedelta(days=9)
    assert actions.edit_round(made.row, {"title": "Now"}, by=STEWARD, at=later).title == "Now"


def test_days_come_in_order() -> None:
    made = a_round(opened=False)
    with pytest.raises(Invalid):
        actions.edit_round(made.row, {"closes_on": date(2026, 1, 1)}, by=STEWARD, at=NOW)
    assert made.fresh().closes_on == CLOSES


def test_each_act_is_one_fact() -> None:
    made = a_round(1)
    before = Fact.objects.count()
    made.run("A")
    kinds = list(Fact.objects.order_by("pk").values_list("kind", flat=True))[before:]
    assert kinds == ["choice.list_saved", "choice.round_run", "choice.round_published"]
