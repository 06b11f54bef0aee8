"""A part of a network is started by who convenes the network."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import browser, convener, ecosystem, person
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
SENT = {"name": "Hive Kilifi", "slug": "kilifi", "languages": ["en"], "part_of": "coast"}
CHOICE = 'name="part_of"'


@pytest.fixture
def coast() -> Ecosystem:
    words = {"site": "club", "hive": "nest", "hive-plural": "nests"}
    return ecosystem("Coast", slug="coast", blueprint="hive", vocabulary=words, kind="hive-network")


def test_a_convener_starts_a_part_and_it_is_told_in_the_words_of_the_whole(
    coast: Ecosystem,
) -> None:
    ada = browser(convener(coast))
    link = f"{reverse('start')}?part_of=coast"
    assert link in ada.get("/e/coast/").content.decode()
    page = ada.get(link).content.decode()
    assert "Start a part of Coast" in page
    assert page.index("Mombasa Tech and HIVE") < page.index("Ark Schools")
    form = f"{reverse('start-from', args=['hive'])}?part_of=coast"
    assert form in page
    assert 'value="coast" selected' in ada.get(form).content.decode()
    assert ada.post(form, SENT).status_code == 302
    part = Ecosystem.objects.get(slug="kilifi")
    assert (part.parent, part.kind, part.vocabulary) == (coast, "hive", coast.vocabulary)


def test_a_part_goes_by_the_clocks_of_the_whole_whatever_those_of_the_device(
    coast: Ecosystem,
) -> None:
    Ecosystem.objects.filter(pk=coast.pk).update(time_zone="Africa/Nairobi")
    ada, form = browser(convener(coast)), reverse("start-from", args=["empty"])
    part = ada.get(f"{form}?part_of=coast").content.decode()
    assert 'value="Africa/Nairobi" selected' in part
    assert "data-own-zone" not in part
    assert "data-own-zone" in ada.get(form).content.decode()


def test_of_another_pattern_a_part_keeps_its_own_words(coast: Ecosystem) -> None:
    browser(convener(coast)).post(reverse("start-from", args=["empty"]), SENT)
    part = Ecosystem.objects.get(slug="kilifi")
    assert (part.parent, part.kind, part.vocabulary) == (coast, "network", {})


def test_nobody_else_is_offered_it_and_nothing_of_theirs_becomes_a_part(coast: Ecosystem) -> None:
    other = convener(ecosystem("Aspen", slug="aspen"))
    for who, offered in ((person(coast, "Bo"), False), (other, True)):
        client = browser(who)
        assert (
            "Start a part" not in client.get(reverse("start") + "?part_of=coast").content.decode()
        )
        page = client.get(reverse("start-from", args=["empty"])).content.decode()
        assert ((CHOICE in page), ('value="coast"' in page)) == (offered, False)
        sent = {**SENT, "slug": f"by-{who.pk}"}
        assert client.post(reverse("start-from", args=["empty"]), sent).status_code == 422
    assert not coast.parts.exists()


def test_the_act_itself_asks_and_leaves_nothing_behind(coast: Ecosystem) -> None:
    stranger = Actor(person_id=person(ecosystem("Aspen", slug="aspen"), "Cy").pk)
    with pytest.raises(NotPermitted):
        start_planting(
            "empty", by=stranger, at=datetime(2026, 11, 1, tzinfo=UTC), slug="kilifi", whole=coast
        )
    assert not Ecosystem.objects.filter(slug="kilifi").exists()


def test_a_part_and_a_closed_network_are_not_divided_further(coast: Ecosystem) -> None:
    ada = convener(coast)
    whole = ecosystem("World", slug="world")
    Ecosystem.objects.filter(pk=coast.pk).update(parent=whole)
    client = browser(ada)
    assert "Start a part" not in client.get("/e/coast/").content.decode()
    assert CHOICE not in client.get(reverse("start-from", args=["empty"])).content.decode()
