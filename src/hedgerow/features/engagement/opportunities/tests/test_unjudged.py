"""A challenge of which nobody is left to judge: whoever can act hears of it, and it is not decided."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import NoJudge
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.privacy import erase_judging
from hedgerow.features.engagement.opportunities.queries import waiting_for
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley, valley
from .test_judging import RUBRIC, aspen, entry, judge, person_of, points, row
from .test_pages import browser

__all__ = ["aspen", "judge", "row"]
pytestmark = pytest.mark.django_db


def leave(judge: Actor) -> None:
    Assignment.objects.filter(person=judge.person_id).update(ends=factories.STARTS)


def awaited(actor: Actor) -> list[str]:
    return [one.url for one in waiting_for(actor) if "judge" in str(one.why)]


@pytest.mark.slow
def test_whoever_offers_it_and_the_convener_hear_that_nobody_judges_it_any_more(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    assert awaited(aspen.pia) == awaited(aspen.ada) == []
    leave(judge)
    page = reverse("set-challenge", args=[aspen.place.slug, row.uuid])
    assert awaited(aspen.pia) == awaited(aspen.ada) == [page]
    assert awaited(factories.actor(aspen.learners[0])) == []
    shown = browser(aspen.pia.person_id).get(
        reverse("challenge", args=[aspen.place.slug, row.uuid])
    )
    assert "Nobody who still has a role here judges this" in shown.content.decode()
    actions.set_challenge(row, [person_of(aspen.pia)], RUBRIC, by=aspen.ada, at=NOW)
    assert awaited(aspen.pia) == []


@pytest.mark.slow
def test_a_challenge_that_nobody_judges_is_neither_closed_nor_decided(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    erase_judging(judge.person_id or 0, NOW)
    with pytest.raises(NoJudge):
        actions.publish_results(row, by=aspen.pia, at=NOW)
    with pytest.raises(NoJudge):
        actions.close_opportunity(row, by=aspen.pia, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.results_at) == ("open", None)


@pytest.mark.slow
def test_what_is_scored_already_is_decided_though_the_judge_has_left(
    aspen: Valley, row: Opportunity, judge: Actor
) -> None:
    for title in ("Kite", "Boat"):
        actions.score_entry(entry(title), points(row, 7, 5), by=judge, at=NOW)
    leave(judge)
    assert len(actions.publish_results(row, by=aspen.pia, at=NOW)) == 2


def test_a_kind_that_becomes_judged_leaves_a_line_and_what_is_empty_can_be_closed() -> None:
    made = valley()
    open_one = made.offer(guardian_agrees=False)
    assert awaited(made.pia) == []
    rows = [{"key": made.kind.key, "judged": True}]
    actions.save_kinds(made.place, rows, by=made.ada, at=NOW)
    assert len(awaited(made.pia)) == 1
    assert actions.close_opportunity(open_one, by=made.pia, at=NOW).state == "closed"
    assert awaited(made.pia) == []
