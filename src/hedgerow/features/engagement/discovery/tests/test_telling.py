"""What a saved search newly finds is told once, as often as was said, and only what its owner may see."""

from datetime import timedelta
from typing import Any

import pytest

from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.discovery import actions
from hedgerow.features.engagement.discovery.actions import following
from hedgerow.features.engagement.discovery.models import NewFind, SavedSearch
from hedgerow.features.engagement.discovery.rules import Asked, asked_of
from hedgerow.features.engagement.discovery.tests.factories import (
    AT_SCHOOL,
    NOW,
    Valley,
    offered,
    placed,
    valley,
)
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.opportunities.tests.factories import STEWARD
from hedgerow.foundation import jobs
from hedgerow.foundation.journal.actions import seal_all

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def made() -> Valley:
    return placed(valley())


def kept(made: Valley, often: str = "daily", **asked: Any) -> SavedSearch:
    return actions.save_search(
        asked_of(asked), "Mine", often, made.place, by=made.pia, at=NOW - DAY
    )


def told(at: Any = NOW + DAY) -> list[Notice]:
    seal_all()
    for ecosystem in following.unfollowed():
        while following.follow(ecosystem, at):
            pass
    for search in following.due(at):
        following.tell_new(search, at)
    return list(Notice.objects.filter(kind=following.NOTICE).order_by("pk"))


@pytest.mark.slow
def test_what_newly_fits_is_told_once(made: Valley) -> None:
    kept(made, words="robots")
    offered(made, "Robots")
    offered(made, "Choir", summary="We sing.")
    (notice,) = told()
    assert "1 new find of “Mine”" in notice.subject
    assert notice.text == "– Robots"
    assert told(NOW + 3 * DAY) == [notice]
    offered(made, "Robots again")
    assert [one.text for one in told(NOW + 5 * DAY)] == ["– Robots", "– Robots again"]


@pytest.mark.slow
def test_an_edit_that_makes_it_fit_is_news_and_one_of_what_was_told_is_not(made: Valley) -> None:
    kept(made, words="kites")
    row = offered(made, "Robots")
    assert told() == []
    row.refresh_from_db()
    opportunities.edit_opportunity(row, {"title": "Kites"}, by=STEWARD, at=NOW)
    assert len(told(NOW + 3 * DAY)) == 1
    row.refresh_from_db()
    opportunities.edit_opportunity(row, {"title": "More kites"}, by=STEWARD, at=NOW)
    assert len(told(NOW + 5 * DAY)) == 1


@pytest.mark.slow
def test_it_is_told_when_its_time_has_come(made: Valley) -> None:
    row = kept(made, often="weekly")
    offered(made, "Robots")
    assert told(NOW) == []
    assert NewFind.objects.count() == 1
    actions.change_saved_search(row.uuid, often="daily", by=made.pia, at=NOW)
    assert len(told(NOW + DAY)) == 1


def test_who_wants_none_is_told_none(made: Valley) -> None:
    kept(made, often="never")
    offered(made, "Robots")
    assert told(NOW + 30 * DAY) == []
    assert following.unfollowed() == []


@pytest.mark.slow
def test_nothing_is_told_that_the_owner_may_not_see_or_that_is_too_far(made: Valley) -> None:
    high, wide = AT_SCHOOL
    kept(made, near=f"{high}, {wide}", km=10)
    offered(made, "Corner", latitude=high + 0.085, longitude=wide + 0.1)
    other = valley(slug="birch", public=False)
    offered(other, "Robots of Birch")
    made.offer(title="Draft", opened=False)
    assert told() == []


def test_a_place_that_nobody_knows_any_more_finds_nothing(made: Valley) -> None:
    kept(made, near="Nowhere")
    offered(made, "Robots")
    assert told() == []


@pytest.mark.slow
def test_a_search_everywhere_is_told_of_every_ecosystem_that_one_sees(made: Valley) -> None:
    actions.save_search(Asked(), "All", "daily", None, by=made.pia, at=NOW - DAY)
    offered(made, "Robots")
    offered(valley(slug="birch"), "Kites")
    (notice,) = told()
    assert notice.text == "– Robots\n– Kites"


@pytest.mark.slow
def test_the_job_follows_and_tells(made: Valley) -> None:
    person = Person.objects.get(pk=made.pia.person_id)
    kept(made)
    offered(made, "Robots", starts=None)
    seal_all()
    jobs.enqueue("discovery.follow")
    jobs.run_pending()
    assert Notice.objects.filter(person=person).count() == 1
