"""Whoever offers is told who waits for a place, in one line an ecosystem, and sees it in the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import waiting_for
from hedgerow.foundation.permissions import Actor

from .factories import STEWARD, Valley, valley
from .test_pages import HERE, browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOON = timezone.now().date() + timedelta(days=9)


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=4)


def told(by: Actor) -> list[tuple[str, str]]:
    rows = [one for one in waiting_for(by) if "for a place" in str(one.why)]
    return [(str(one.title), str(one.why)) for one in rows]


def queue(aspen: Valley, title: str, count: int) -> Opportunity:
    """One place, and so many who wait for it."""
    row = aspen.offer(title=title, capacity=1, starts=SOON, guardian_agrees=False)
    for learner in aspen.learners[: count + 1]:
        actions.sign_up(row, learner, by=STEWARD, at=timezone.now())
    return row


def test_one_list_is_named_and_several_are_one_line(aspen: Valley) -> None:
    robots = queue(aspen, "Robots", 2)
    assert told(aspen.ada) == told(aspen.pia) == [("Robots", "2 people wait for a place")]
    queue(aspen, "Chess", 3)
    assert told(aspen.ada) == [
        ("Waiting lists", "5 people wait for a place: Chess (3), Robots (2)")
    ]
    Opportunity.objects.filter(title="Chess").update(starts=SOON - timedelta(days=60))
    assert told(aspen.ada) == [("Robots", "2 people wait for a place")]
    actions.close_opportunity(robots, by=STEWARD, at=timezone.now())
    assert told(aspen.ada) == [("Robots", "2 people wait for a place")]
    actions.archive_opportunity(robots, by=STEWARD, at=timezone.now())
    assert told(aspen.ada) == []


def test_who_offers_nothing_there_is_told_nothing(aspen: Valley) -> None:
    queue(aspen, "Robots", 1)
    stranger = valley(slug="birch")
    assert told(stranger.ada) == told(stranger.pia) == []


def test_the_list_of_what_one_offers_counts_them(aspen: Valley) -> None:
    queue(aspen, "Robots", 3)
    queue(aspen, "Chess", 1)
    page = browser(aspen.pia.person_id).get(f"{HERE}mine/?sort=-waiting").content.decode()
    assert page.index(">Robots<") < page.index(">Chess<")
    assert "Wait for a place" in page
    lines = browser(aspen.pia.person_id).get(f"{HERE}mine/?format=csv&sort=-waiting").getvalue()
    assert [row.split(",")[-3] for row in lines.decode().splitlines()[1:]] == ["3", "1"]
