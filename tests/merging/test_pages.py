"""From the list of likely twins to one record, and back."""

from datetime import date

import pytest
from django.test import Client

from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.tests.factories import convener, person
from hedgerow.commons.people.actions import merge_persons, undo_merge
from hedgerow.commons.people.models import Merge, Person

from .records import STEWARD

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def twins():
    eco = ecosystem(slug="valley")
    found = [person(eco, "Ada Lovelace") for _ in "ab"]
    for number, one in enumerate(found, 1):
        one.born, one.phone, one.sort_name = date(2010, 1, 1), f"55{number}", "ada lovelace"
        one.save()
    kind = Kind.objects.create(ecosystem=eco, key="club", name="Club")
    chess = Activity.objects.create(
        ecosystem=eco, kind=kind, title="Chess", starts=DAY, created_at=NOW
    )
    for one in found:
        Enrolment.objects.create(ecosystem=eco, activity=chess, person=one, starts=DAY)
    return found


@pytest.fixture
def browser(twins) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = convener(twins[0].kept_by, "Grace").pk
    session.save()
    return client


def at(kept: Person, gone: Person) -> str:
    return f"/e/valley/people/{kept.uuid}/merge/{gone.uuid}/"


@pytest.mark.slow
def test_likely_twins_lead_to_the_page_that_shows_both(twins, browser) -> None:
    kept, gone = twins
    assert at(kept, gone) in browser.get("/e/valley/people/duplicates/").content.decode()
    page = browser.get(at(kept, gone)).content.decode()
    for words in ("551", "552", "places in activities", "Two places in one activity become one",
                  "This can be undone for 30 days", at(gone, kept)):  # fmt: skip
        assert words in page
    assert not Merge.objects.exists()


@pytest.mark.slow
def test_a_choice_is_made_and_old_links_lead_to_the_record(twins, browser) -> None:
    kept, gone = twins
    answer = browser.post(at(kept, gone), {"phone": "gone"})
    assert answer["Location"] == f"/e/valley/people/{kept.uuid}/"
    kept.refresh_from_db()
    assert kept.phone == "552"
    old = browser.get(f"/e/valley/people/{gone.uuid}/")
    assert old["Location"] == f"/e/valley/people/{kept.uuid}/"
    assert Enrolment.objects.get().person == kept


@pytest.mark.slow
def test_it_is_undone_from_the_list(twins, browser) -> None:
    kept, gone = twins
    browser.post(at(kept, gone), {})
    page = browser.get("/e/valley/people/duplicates/").content.decode()
    merge = Merge.objects.get()
    assert f"/e/valley/people/merges/{merge.uuid}/undo/" in page
    browser.post(f"/e/valley/people/merges/{merge.uuid}/undo/")
    assert Enrolment.objects.count() == 2
    assert browser.get(f"/e/valley/people/{gone.uuid}/").status_code == 200


def test_a_refusal_is_said_on_the_page(twins, browser) -> None:
    kept, _gone = twins
    answer = browser.get(at(kept, kept))
    assert answer.status_code == 409
    assert "These are not two records, but one." in answer.content.decode()


def test_an_undone_merge_is_nothing_that_moves(twins, browser) -> None:
    kept, gone = twins
    merged = merge_persons(kept.kept_by, kept.uuid, gone.uuid, {}, by=STEWARD, at=NOW)
    undo_merge(merged.uuid, by=STEWARD, at=NOW)
    page = browser.get(at(kept, gone)).content.decode()
    assert "places in activities" in page
    assert "merges before" not in page
