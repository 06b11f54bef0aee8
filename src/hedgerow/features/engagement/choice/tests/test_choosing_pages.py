"""A learner's page: put in order without JavaScript, saved, seen by nobody else."""

import pytest

from hedgerow.commons.membership.tests import factories as members
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.models import Outcome, WishList

from .choosing import browser, now_open, order, page_of
from .factories import LATER, NOW, STEWARD, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
