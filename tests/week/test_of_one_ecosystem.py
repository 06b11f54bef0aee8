"""My week of one ecosystem alone, for who is in several."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import actor, assigned, ecosystem, person
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.models import Import
from hedgerow.portal.queries.week import week

pytestmark = pytest.mark.django_db
BOSQUE = {"name": "Bosque"}


def convening(*names: str) -> tuple[Person, list[Ecosystem]]:
    """A convener of several, in each of whom an import of theirs waits."""
    places = [ecosystem(name, slug=name.lower()) for name in names]
    ada = person(places[0], "Ada")
    for place in places:
        assigned(ada, "convener", place)
        Import.objects.create(
            ecosystem=place, by=ada, file_name=f"{place.slug}.csv", state="ready",
            created_at=timezone.now() - timedelta(hours=1),
        )  # fmt: skip
    return ada, places


def page(somebody: Person, at: str = "") -> str:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client.get(reverse("home"), {"at": at} if at else {}).content.decode()


def test_what_waits_is_that_of_the_ecosystem_chosen() -> None:
    ada, _places = convening("Aspen", "Birch")
    by, now = actor(ada), timezone.now()
    assert {one.ecosystem for one in week(by, now).waiting} == {"Aspen", "Birch"}
    here = week(by, now, "birch")
    assert ({one.ecosystem for one in here.waiting}, here.at) == ({"Birch"}, "birch")
    elsewhere = week(by, now, "elsewhere")
    assert ({one.ecosystem for one in elsewhere.waiting}, elsewhere.at) == ({"Aspen", "Birch"}, "")


def test_links_choose_it_where_there_is_more_than_one() -> None:
    ada, _places = convening("Aspen", "Birch")
    said = page(ada, "birch")
    assert '<a href="/?at=birch" aria-current="page">' in said or (
        f'{reverse("home")}?at=birch" aria-current="page"' in said
    )
    assert "aspen.csv" not in said
    bea, _one = convening("Cedar")
    assert "?at=cedar" not in page(bea)


def test_it_is_chosen_by_its_address_and_called_as_the_reader_calls_it() -> None:
    ada, places = convening("Aspen", "Birch")
    for place in places:  # two that are called the same, as two hives may be
        Ecosystem.objects.filter(pk=place.pk).update(name="Wald", told={"de": {}, "es": BOSQUE})
    with override("es"):
        here = week(actor(ada), timezone.now(), "birch")
    assert [(one.where.slug, one.ecosystem) for one in here.waiting] == [("birch", "Bosque")]
