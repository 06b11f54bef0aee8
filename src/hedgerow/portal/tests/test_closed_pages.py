"""A closed ecosystem is read, with its details, and offers what can still be done alone."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import close_ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Merge, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.queries.person import person_page

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def browser(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = somebody.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


@pytest.fixture
def aspen() -> tuple[Ecosystem, Person, Person]:
    """Aspen, its convener, and a learner with a former guardian."""
    place = factories.ecosystem("Aspen", public=False)
    bo = factories.learner(factories.member_school(place))
    Person.objects.filter(pk=bo.pk).update(born=date(2015, 5, 4), email="bo@example.org")
    Guardian.objects.create(
        ecosystem=place, guardian=factories.person(place, "Mia"), learner=bo,
        starts=factories.STARTS, ends=factories.TODAY,
    )  # fmt: skip
    return place, factories.convener(place), bo


def shut(place: Ecosystem) -> None:
    close_ecosystem(place, place.name, by=Actor.the_steward(), at=AT)


def test_details_of_a_person_are_read_as_before_and_nothing_is_offered(aspen) -> None:
    place, ada, bo = aspen
    shut(place)
    place.refresh_from_db()
    page = person_page(factories.actor(ada), place, Person.objects.get(pk=bo.pk))
    assert page.private
    assert (page.private.born, page.private.email) == (date(2015, 5, 4), "bo@example.org")
    assert [tie.name for tie in page.guardians] == ["Mia"]
    assert {page.may_edit, page.may_tie, page.may_assign, page.may_bar} == {False}


def test_who_could_not_read_details_before_cannot_afterwards(aspen) -> None:
    place, _ada, bo = aspen
    tutor = factories.person(place, "Tam")
    factories.assigned(tutor, "evaluator", place)
    shut(place)
    page = person_page(factories.actor(tutor), place, Person.objects.get(pk=bo.pk))
    assert page.private is None


@pytest.mark.slow
def test_its_pages_lead_to_the_downloads_and_to_no_act_that_is_refused(aspen) -> None:
    place, ada, _bo = aspen
    for _twice in range(2):
        twin = factories.named(place, "Twin Sister")
        Person.objects.filter(pk=twin.pk).update(email="twin@example.org")
    before = browser(ada).get(f"/e/{place.slug}/people/duplicates/").content.decode()
    assert "Make them one" in before
    assert f"/e/{place.slug}/settings/archive/" not in before
    assert f"/e/{place.slug}/concern/" in before
    shut(place)
    page = browser(ada).get(f"/e/{place.slug}/people/duplicates/").content.decode()
    assert "Twin Sister" in page
    assert "Make them one" not in page
    assert f"/e/{place.slug}/settings/archive/" in page
    assert f"/e/{place.slug}/concern/" not in page
    imports = browser(ada).get(f"/e/{place.slug}/imports/")
    assert imports.status_code == 200
    assert "Import a file" not in imports.content.decode()
    for path in ("imports/new/", "concern/"):
        refused = browser(ada).get(f"/e/{place.slug}/{path}")
        assert (refused.status_code, b"was closed on" in refused.content) == (409, True), path
    blueprint = browser(ada).get(f"/e/{place.slug}/settings/blueprint/").content.decode()
    assert f'href="/e/{place.slug}/settings/blueprint.toml"' in blueprint
    assert browser(ada).get(f"/e/{place.slug}/settings/blueprint.toml").status_code == 200


@pytest.mark.slow
def test_what_was_made_one_is_made_two_again_from_the_persons_page(aspen) -> None:
    place, ada, bo = aspen
    gone = factories.person(place, "Bo Twice")
    merge = Merge.objects.create(
        ecosystem=place, kept=bo, gone=gone, at=timezone.now(),
        trace=[["people.person", gone.pk, {"name": gone.name}, {"name": gone.name}]],
    )  # fmt: skip
    undo = f"/e/{place.slug}/people/merges/{merge.uuid}/undo/"
    here = f"/e/{place.slug}/people/{bo.uuid}/"
    assert f'action="{undo}"' in browser(ada).get(here).content.decode()
    teacher = factories.person(place, "Ed")
    factories.assigned(teacher, "evaluator", place)
    assert undo not in browser(teacher).get(here).content.decode()
    shut(place)
    assert undo not in browser(ada).get(here).content.decode()


@pytest.mark.parametrize("page", ["", "bodies/", "frameworks/", "settings/calendar/"])
def test_what_is_empty_promises_nothing_once_it_is_closed(aspen, page: str) -> None:
    place, ada, _bo = aspen
    address = f"/e/{place.slug}/{page}"
    assert "will stand here" in browser(ada).get(address).content.decode()
    shut(place)
    said = browser(ada).get(address).content.decode()
    assert "will stand here" not in said
    assert "nothing more will come: this ecosystem is closed" in said


def test_the_page_that_closes_says_that_capitals_do_not_matter_and_they_do_not(aspen) -> None:
    place, ada, _bo = aspen
    client = browser(ada)
    address = f"/e/{place.slug}/settings/close/"
    assert "Aspen. Capital letters do not matter." in client.get(address).content.decode()
    assert client.post(address, {"name": " aSPEN "}).status_code == 302
    place.refresh_from_db()
    assert place.closed_on
