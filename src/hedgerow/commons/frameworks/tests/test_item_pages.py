"""The pages of versions and items: seen, changed, tied, adopted."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import begin_version, save_framework, tie_items
from hedgerow.commons.frameworks.models import Association, Framework
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
TREE = ({"code": "A", "title": "Reading"}, {"code": "A1", "title": "Aloud", "parent": "A"},
        {"code": "B", "title": ""})  # fmt: skip


def signed_in(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


@pytest.fixture
def eco():
    return ecosystem(slug="valley")


@pytest.fixture
def framework(eco) -> Framework:
    return save_framework(eco, "skills", "Skills", TREE, by=STEWARD, at=NOW, kind="skills")


def at(framework: Framework, rest: str = "") -> str:
    return f"/e/valley/frameworks/{framework.uuid}/{rest}"


def item_at(framework: Framework, code: str, rest: str = "") -> str:
    return at(framework, f"items/{framework.items.get(code=code).uuid}/{rest}")


@pytest.mark.slow
def test_an_item_says_where_it_stands_and_what_its_parts_are(framework: Framework) -> None:
    said = Client().get(item_at(framework, "A1")).content.decode()
    assert "Aloud" in said
    assert item_at(framework, "A") in said
    assert "Its title is not recorded" in Client().get(item_at(framework, "B")).content.decode()


@pytest.mark.slow
def test_a_convener_begins_changes_and_adopts_a_version(eco, framework: Framework) -> None:
    browser = signed_in(convener(eco))
    answer = browser.post(at(framework, "versions/new/"), {"version": "2027"})
    draft = Framework.objects.get(version="2027")
    assert answer["Location"] == at(draft)
    assert Client().get(at(draft)).status_code == 404
    assert "Adopt this version" in browser.get(at(draft)).content.decode()
    browser.post(at(draft, "adopt/"), {"day": "2026-09-01"})
    draft.refresh_from_db()
    assert draft.status == "adopted"
    said = Client().get(at(framework)).content.decode()
    assert "This version is used no longer. Version 2027 is in use." in said
    old = Client().get(item_at(framework, "A1")).content.decode()
    assert "What stands for it now:" in old
    assert item_at(draft, "A1") in old


def test_a_version_that_is_there_is_said_at_its_field(eco, framework: Framework) -> None:
    answer = signed_in(convener(eco)).post(at(framework, "versions/new/"), {"version": "1"})
    assert answer.status_code == 422
    assert "There is a version “1” of this framework already." in answer.content.decode()


@pytest.mark.slow
def test_items_are_tied_by_code_from_either_end_and_untied(eco, framework: Framework) -> None:
    browser = signed_in(convener(eco))
    said = {"kind": "~precedes", "framework": framework.pk, "code": "B"}
    browser.post(item_at(framework, "A", "tie/"), said)
    tie = Association.objects.get()
    assert (tie.origin.code, tie.destination.code) == ("B", "A")
    page = browser.get(item_at(framework, "A")).content.decode()
    assert "comes after" in page
    assert "comes before" in browser.get(item_at(framework, "B")).content.decode()
    browser.post(item_at(framework, "A", f"ties/{tie.uuid}/remove/"))
    assert not Association.objects.exists()


@pytest.mark.slow
def test_an_address_elsewhere_is_tied_with_its_title(eco, framework: Framework) -> None:
    said = {"kind": "exemplar", "uri": "https://example.org/essay", "title": "An essay"}
    signed_in(convener(eco)).post(item_at(framework, "A", "tie/"), said)
    page = Client().get(item_at(framework, "A")).content.decode()
    assert 'href="https://example.org/essay"' in page
    assert "An essay" in page


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"kind": "precedes"}, "Give the code of an item"),
        ({"kind": "precedes", "code": "Z"}, "no item of that code"),
        ({"kind": "precedes", "code": "A"}, "cannot be tied to itself"),
        ({"kind": "precedes", "uri": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_tied_is_said_and_nothing_is_saved(
    said, wrong, eco, framework: Framework
) -> None:
    said = {"framework": framework.pk} | said
    answer = signed_in(convener(eco)).post(item_at(framework, "A", "tie/"), said)
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert not Association.objects.exists()


@pytest.mark.slow
def test_an_item_of_many_ties_takes_as_many_queries_as_one_of_few(eco) -> None:
    counts = []
    for size in (2, 20):
        items = [{"code": f"I{n}", "title": f"I {n}"} for n in range(size + 1)]
        row = save_framework(eco, f"f{size}", "F", items, by=STEWARD, at=NOW, kind="f")
        pks = list(row.items.order_by("pk").values_list("pk", flat=True))
        ties = [{"kind": "precedes", "origin_id": pks[0], "destination_id": pk} for pk in pks[1:]]
        tie_items(row, ties, by=STEWARD, at=NOW)
        with CaptureQueriesContext(connection) as caught:
            Client().get(item_at(row, "I0"))
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_a_tie_to_a_draft_is_not_shown_to_outsiders(eco, framework: Framework) -> None:
    begin_version(framework, "2", by=STEWARD, at=NOW)
    assert "is replaced by" not in Client().get(item_at(framework, "A")).content.decode()
    said = signed_in(convener(eco)).get(item_at(framework, "A")).content.decode()
    assert "is replaced by" in said
