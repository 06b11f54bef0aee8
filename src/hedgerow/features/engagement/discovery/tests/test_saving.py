"""A person keeps searches, and nobody else learns of them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.features.engagement.discovery import actions, privacy
from hedgerow.features.engagement.discovery.errors import TooMany
from hedgerow.features.engagement.discovery.models import SavedSearch
from hedgerow.features.engagement.discovery.queries import saved
from hedgerow.features.engagement.discovery.rules import Asked, asked_of
from hedgerow.features.engagement.discovery.tests.factories import (
    NOW,
    Valley,
    placed,
    valley,
)
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def made() -> Valley:
    return placed(valley())


def kept(made: Valley, often: str = "daily", **asked: Any) -> SavedSearch:
    return actions.save_search(
        asked_of(asked), "Mine", often, made.place, by=made.pia, at=NOW - DAY
    )


def test_only_its_owner_changes_and_deletes_it(made: Valley) -> None:
    row = kept(made)
    for act in (
        lambda by: actions.change_saved_search(row.uuid, name="X", by=by, at=NOW),
        lambda by: actions.delete_saved_search(row.uuid, by=by, at=NOW),
    ):
        for by in (made.ada, Actor.public()):
            with pytest.raises(NotFound):
                act(by)
    assert SavedSearch.objects.get().name == "Mine"
    actions.change_saved_search(row.uuid, name=" Ours ", by=made.pia, at=NOW)
    assert SavedSearch.objects.get().name == "Ours"
    actions.delete_saved_search(row.uuid, by=made.pia, at=NOW)
    assert not SavedSearch.objects.exists()


def test_what_cannot_be_is_refused_and_nothing_is_saved(made: Valley) -> None:
    for name, often in (("", "daily"), ("x" * 121, "daily"), ("x", "hourly")):
        with pytest.raises(Invalid):
            actions.save_search(Asked(), name, often, made.place, by=made.pia, at=NOW)
    with pytest.raises(NotFound):
        actions.save_search(Asked(), "x", "daily", made.place, by=Actor.public(), at=NOW)
    hidden = valley(slug="birch", public=False)
    with pytest.raises(NotFound):
        actions.save_search(Asked(), "x", "daily", hidden.place, by=made.pia, at=NOW)
    assert not SavedSearch.objects.exists()


def test_more_than_twenty_are_not_kept(made: Valley) -> None:
    for number in range(20):
        kept(made, words=f"robots {number}")
    with pytest.raises(TooMany):
        kept(made, words="kites")
    assert SavedSearch.objects.count() == 20


def test_the_same_search_is_kept_once_and_tells_as_was_said_last(made: Valley) -> None:
    first = kept(made, "weekly", words="robots", access=("captions", "step-free"))
    again = kept(made, "daily", words="robots", access=("captions", "step-free"))
    assert (again.pk, again.often) == (first.pk, "daily")
    kept(made, words="robots")
    everywhere = asked_of({"words": "robots"})
    actions.save_search(everywhere, "Mine", "daily", None, by=made.pia, at=NOW - DAY)
    actions.save_search(everywhere, "Hers", "daily", made.place, by=made.ada, at=NOW - DAY)
    assert SavedSearch.objects.count() == 4


def test_the_journal_does_not_say_what_somebody_looks_for(made: Valley) -> None:
    kept(made, words="grief counselling")
    fact = Fact.objects.get(kind="discovery.search_saved")
    assert fact.content.payload == {}


def test_it_is_exported_and_goes_with_its_owner(made: Valley) -> None:
    kept(made, words="robots", places=True, grade="6", access=("captions",))
    person = made.pia.person_id
    assert person is not None
    (row,) = privacy.export(person)
    assert row["said"] == {
        "words": "robots", "grade": "6", "access": ["captions"], "places": "on",
    }  # fmt: skip
    assert saved.asked_by(SavedSearch.objects.get()) == Asked(
        words="robots", grade="6", access=("captions",), places=True
    )
    privacy.erase(person, NOW)
    assert not SavedSearch.objects.exists()


def browser_of(made: Valley) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"], session["since"] = made.pia.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    return browser


@pytest.mark.slow
def test_one_saves_it_on_the_page_renames_and_deletes_it(made: Valley) -> None:
    browser = browser_of(made)
    text = browser.get("/e/aspen/find/?words=robots&language=en").content.decode()
    assert 'name="query" value="words=robots&amp;language=en"' in text
    query = "words=robots&language=en"
    browser.post("/e/aspen/find/save/", {"query": query, "often": "daily"})
    row = SavedSearch.objects.get()
    assert (row.said, row.often) == ({"words": "robots", "language": "en"}, "daily")
    text = browser.get("/me/searches/").content.decode()
    assert "“robots”, in English" in text
    mine, prefix = f"/me/searches/{row.uuid}/", row.uuid.hex[-8:]
    assert browser.get(mine)["Location"] == "/e/aspen/find/?words=robots&language=en"
    browser.post(f"{mine}change/", {f"{prefix}-name": "Robots", f"{prefix}-often": "never"})
    row.refresh_from_db()
    assert (row.name, row.often, row.tell_at) == ("Robots", "never", None)
    wrong = browser.post(f"{mine}change/", {f"{prefix}-name": "", f"{prefix}-often": "weekly"})
    assert (wrong.status_code, "data-focus" in wrong.content.decode()) == (422, True)
    assert re.search(r'value="weekly"[^>]*(checked|selected)', wrong.content.decode())
    row.refresh_from_db()
    assert (row.name, row.often) == ("Robots", "never")
    browser.post(f"{mine}delete/")
    assert "No search is saved yet" in browser.get("/me/searches/").content.decode()


def test_a_search_that_cannot_be_is_not_saved(made: Valley) -> None:
    answer = browser_of(made).post("/find/save/", {"query": "age=old"})
    assert answer.status_code == 422
    assert not SavedSearch.objects.exists()


@pytest.mark.slow
def test_twenty_searches_take_as_many_queries_as_two(made: Valley) -> None:
    browser, counts = browser_of(made), []
    for many in (2, 18):
        for number in range(many):
            kept(made, words=f"robots {many} {number}")
        with CaptureQueriesContext(connection) as found:
            browser.get("/me/searches/")
        counts.append(len(found))
    assert counts[0] == counts[1]
