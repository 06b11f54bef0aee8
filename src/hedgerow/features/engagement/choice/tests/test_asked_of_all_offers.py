"""What stands in the way of learners is asked of all offers of a round at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Outcome
from hedgerow.features.engagement.choice.queries.barred import in_the_way
from hedgerow.features.engagement.opportunities.tests.factories import valley

from .factories import LATER, NOW, STEWARD, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_it_takes_as_many_queries_for_many_offers_as_for_one() -> None:
    there = valley(2)
    here = a_round(4, (), ecosystem=there.place, opened=False)
    asked = {"starts": date(2027, 1, 10), "capacity": 1, "guardian_agrees": True}
    rows = [there.offer(title=f"Robots {number}", **asked) for number in range(4)]
    offers = actions.take_opportunities(here.row, [one.uuid for one in rows], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    for learner, offer in zip(here.learners, offers, strict=True):
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    related = ("offer__opportunity__ecosystem", "offer__activity", "person")
    places = list(Outcome.objects.filter(round=here.row, offer__in=offers).select_related(*related))
    assert len({one.offer_id for one in places}) == 4
    with CaptureQueriesContext(connection) as few:
        in_the_way(here.row, places[:1], LATER)
    with CaptureQueriesContext(connection) as many:
        stands = in_the_way(here.row, places, LATER)
    assert set(stands) == {one.pk for one in places}
    assert len(many) == len(few)
