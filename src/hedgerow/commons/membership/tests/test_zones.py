"""By whose clocks pages of no ecosystem give their times."""

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.zones import zone_of_person
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
SEOUL, TULSA, ROME = "Asia/Seoul", "America/Chicago", "Europe/Rome"


def ada_in(*zones: str) -> Person:
    """Somebody with a role in an ecosystem in each of the zones, a, b and so on."""
    ada = None
    for slug, zone in zip("abc", zones, strict=False):
        place = factories.ecosystem(slug=slug, time_zone=zone)
        ada = ada or factories.person(place, "Ada")
        factories.assigned(ada, "member", place)
    assert ada is not None
    return ada


@pytest.mark.parametrize(
    ("zones", "device", "at", "found"),
    [
        (["UTC", TULSA], ROME, "", TULSA),
        ([SEOUL, TULSA], ROME, "", ROME),
        ([SEOUL, TULSA], "", "", SEOUL),
        ([SEOUL, TULSA], "Nowhere/../etc", "", SEOUL),
        ([SEOUL, TULSA], ROME, "b", TULSA),
        ([SEOUL, TULSA], ROME, "z", ROME),
        (["UTC", "UTC"], ROME, "", ROME),
        (["UTC"], "", "", "UTC"),
    ],
)
def test_it_is_that_of_the_ecosystem_looked_at_else_the_only_one_else_the_device(
    zones: list[str], device: str, at: str, found: str
) -> None:
    assert zone_of_person(factories.actor(ada_in(*zones)), device=device, at=at) == found


def test_who_chose_a_zone_has_it_at_an_ecosystem_too() -> None:
    ada = ada_in(SEOUL, TULSA)
    Person.objects.filter(pk=ada.pk).update(time_zone=ROME)
    assert zone_of_person(factories.actor(ada), device=SEOUL) == ROME
    assert zone_of_person(factories.actor(ada), device=SEOUL, at="b") == ROME


def test_a_visitor_has_the_clocks_of_the_device() -> None:
    assert zone_of_person(Actor.public(), device=ROME) == ROME
    assert zone_of_person(Actor.public()) == "UTC"


@pytest.mark.slow
def test_my_week_says_the_city_of_the_device_and_of_the_ecosystem_chosen() -> None:
    browser = factories.browser(ada_in(SEOUL, TULSA))
    browser.cookies["zone"] = ROME
    assert "clocks in Rome" in browser.get("/home/").content.decode()
    assert "clocks in Chicago" in browser.get("/home/?at=b").content.decode()
