"""What those outside the ecosystem see of a challenge: how many judge and hand in, then the result."""

import pytest
from django.test import Client

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Criterion, Entry, Opportunity

from .factories import NOW, STEWARD, Valley, valley
from .test_pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def aspen() -> Valley:
    made = valley(learners=2)
    made.kind.judged = True
    made.kind.save()
    return made


@pytest.fixture
def judge(aspen: Valley) -> Person:
    jo = factories.person(aspen.place, "Jo Judge")
    factories.assigned(jo, "tutor", aspen.place)
    return jo


@pytest.fixture
def row(aspen: Valley, judge: Person) -> Opportunity:
    """A challenge with one judge; the first of two learners handed something in."""
    made = aspen.offer(guardian_agrees=False, opened=False)
    actions.set_challenge(made, [judge], [("Idea", 10)], by=aspen.pia, at=NOW)
    made = actions.open_opportunity(made, by=STEWARD, at=NOW)
    for bo in aspen.learners:
        actions.give_place(made, bo, by=aspen.ada, at=NOW)
    bo = aspen.learners[0]
    actions.hand_in(made, "Kite of Bo", "", [bo], by=factories.actor(bo), at=NOW)
    return made


def seen(client: Client, row: Opportunity) -> tuple[str, dict]:
    """The page, and what the API answers."""
    page = client.get(f"/e/aspen/opportunities/{row.uuid}/challenge/").content.decode()
    return page, client.get(f"/api/ecosystems/aspen/opportunities/{row.uuid}/challenge").json()


def outside() -> list[Client]:
    """Nobody who signed in, and somebody whose role is in another ecosystem."""
    return [Client(), factories.browser(factories.convener(factories.ecosystem(slug="other")))]


def test_before_the_result_outsiders_are_told_numbers_and_no_name(row: Opportunity) -> None:
    for client in outside():
        page, told = seen(client, row)
        assert ("1 judge" in page, "1 entry was handed in" in page) == (True, True)
        assert not any(name in page for name in ("Jo Judge", "Kite of Bo", "not named yet"))
        assert (told["judges"], told["entries"]) == ([], [])
        assert (told["judge_count"], told["entry_count"]) == (1, 1)


def test_who_has_a_role_or_takes_part_sees_judges_and_entries(
    aspen: Valley, judge: Person, row: Opportunity
) -> None:
    member = factories.person(aspen.place, "Mo")
    factories.assigned(member, "member", aspen.place)
    for somebody in (member, judge, aspen.learners[1]):
        page, told = seen(factories.browser(somebody), row)
        assert ("Jo Judge" in page, "Kite of Bo" in page) == (True, True)
        assert (told["judges"], len(told["entries"])) == (["Jo Judge"], 1)


def test_once_it_is_published_everybody_sees_the_result_and_outsiders_no_judge(
    judge: Person, row: Opportunity, aspen: Valley
) -> None:
    points = {Criterion.objects.get().pk: 7}
    actions.score_entry(Entry.objects.get(), points, by=factories.actor(judge), at=NOW)
    actions.publish_results(row, by=aspen.pia, at=NOW)
    for client in outside():
        page, told = seen(client, row)
        assert ("Kite of Bo" in page, "Rank 1" in page, "Jo Judge" in page) == (True, True, False)
        assert ([one["title"] for one in told["entries"]], told["judges"]) == (["Kite of Bo"], [])
    assert (
        "Rank 1"
        in browser(aspen.learners[0].pk)
        .get(f"/e/aspen/opportunities/{row.uuid}/challenge/")
        .content.decode()
    )
