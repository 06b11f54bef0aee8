"""What is offered is told in several languages: shown, found and handed out in the reader's."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.actions import (
    copy_opportunity,
    edit_opportunity,
)
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.test_pages import browser
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley, offered

pytestmark = pytest.mark.django_db
ARABIC = {"ar": {"title": "روبوتات", "summary": "نبني روبوتًا."}}


@pytest.fixture
def town(made: Valley) -> Valley:
    Ecosystem.objects.filter(pk=made.place.pk).update(languages=["he", "ar"])
    made.place.refresh_from_db()
    return made


def told(town: Valley, **values) -> Opportunity:
    given = {"summary": "בונים רובוט.", "told": ARABIC, **values}
    return offered(town, "רובוטים", **given)


def asked(address: str, language: str) -> str:
    return Client().get(address, headers={"accept-language": language}).content.decode()


def test_each_reader_meets_title_and_words_in_their_own_language(town: Valley) -> None:
    row = told(town)
    for address in (
        f"/e/aspen/opportunities/{row.uuid}/",
        "/e/aspen/find/",
        "/e/aspen/opportunities/",
    ):
        assert "روبوتات" in asked(address, "ar"), address
        assert "רובוטים" in asked(address, "es"), address
        assert "רובוטים" in asked(address, "he"), address
    assert "نبني روبوتًا." in asked(f"/e/aspen/opportunities/{row.uuid}/", "ar")


@pytest.mark.parametrize("words", ["روبوت", "רובוטים"])
def test_it_is_found_by_the_words_of_either_language(town: Valley, words: str) -> None:
    told(town)
    for language in ("ar", "en"):
        assert "find-1" in asked(f"/e/aspen/find/?words={words}", language)


def test_programs_are_handed_every_language(town: Valley) -> None:
    row = told(town)
    said = json.loads(asked(f"/e/aspen/opportunities/{row.uuid}.jsonld", "en"))
    assert said["name"] == [
        {"@language": "he", "@value": "רובוטים"},
        {"@language": "ar", "@value": "روبوتات"},
    ]
    service = json.loads(asked(f"/api/hsds/services/{row.uuid}", "ar"))
    assert (service["name"], service["alternate_name"]) == ("روبوتات", "רובוטים")
    assert "alternate_name" not in json.loads(asked(f"/api/hsds/services/{row.uuid}", "en"))
    one = json.loads(asked(f"/api/ecosystems/aspen/opportunities/{row.uuid}", "ar"))
    assert (one["title"], one["told"]) == ("רובוטים", {"he": {}, **ARABIC})


@pytest.mark.parametrize("file", ["opportunities.atom", "opportunities.ics"])
def test_what_everybody_follows_is_in_the_language_of_the_place(town: Valley, file: str) -> None:
    Ecosystem.objects.filter(pk=town.place.pk).update(languages=["ar", "he"])
    offered(town, "روبوتات", starts=NOW.date(), told={"ar": {}, "he": {"title": "רובוטים"}})
    for languages in ("ar", "he,ar;q=0.8"):
        assert "روبوتات" in asked(f"/e/aspen/{file}", languages)


def test_one_language_is_told_as_before(town: Valley) -> None:
    row = told(town, told={})
    said = json.loads(asked(f"/e/aspen/opportunities/{row.uuid}.jsonld", "ar"))
    assert said["name"] == "רובוטים"


def test_the_list_asks_no_more_for_what_is_told(town: Valley) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            asked("/e/aspen/opportunities/", "ar")
        return len(seen)

    told(town)
    first = queries()
    for _ in range(5):
        told(town)
    assert queries() == first


def test_its_page_asks_for_the_same_in_each_language(town: Valley) -> None:
    row = told(town)
    client, address = browser(town.pia.person_id), f"/e/aspen/opportunities/{row.uuid}/edit/what/"
    page = client.get(address).content.decode()
    assert 'value="روبوتات"' in page
    sent = {"kind": town.kind.pk, "title": "רובוטים", "summary": "בונים.", "title.ar": "روبوت",
            "summary.ar": "", "organisation": town.maker.pk, "revision": row.revision}  # fmt: skip
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.told, row.summary) == ({"he": {}, "ar": {"title": "روبوت"}}, "בונים.")
    assert Activity.objects.get(pk=row.activity_id).title == "רובוטים"
    assert Fact.objects.filter(kind="opportunities.edited").last().content.payload["fields"] == [
        "summary", "told",
    ]  # fmt: skip


def test_who_may_not_change_it_tells_it_in_no_language(town: Valley) -> None:
    row = told(town)
    with pytest.raises(NotPermitted):
        edit_opportunity(row, {"told": {}}, by=Actor.public(), at=NOW)
    with pytest.raises(Invalid):
        edit_opportunity(row, {"told": {"ar": {"place": "x"}}}, by=town.pia, at=NOW)
    row.refresh_from_db()
    assert row.told == {"he": {}, **ARABIC}


def test_a_copy_says_the_same_in_every_language(town: Valley) -> None:
    assert copy_opportunity(told(town), by=town.pia, at=NOW).told == {"he": {}, **ARABIC}


def test_the_activity_as_which_it_runs_is_told_in_the_same_languages(town: Valley) -> None:
    row = told(town, summary="x", told={"ar": {**ARABIC["ar"], "summary": "x" * 3000}})
    activity = Activity.objects.get(pk=row.activity_id)
    assert activity.told == {"he": {}, "ar": {"title": "روبوتات", "summary": "x" * 2000}}
    for language, title in (("ar", "روبوتات"), ("es", "רובוטים")):
        for address in (f"/e/aspen/activities/{activity.uuid}/", "/e/aspen/activities/"):
            assert title in asked(address, language), address
    edit_opportunity(row, {"told": {}}, by=town.pia, at=NOW)
    activity.refresh_from_db()
    assert activity.told == {}
