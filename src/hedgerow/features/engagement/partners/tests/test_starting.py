"""An agreement begins with terms that are usual here, and is answered with all of it in sight."""

import pytest
from django.test import Client

from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.partners import starting
from hedgerow.features.engagement.partners.models import DataKind
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, Two, two

pytestmark = pytest.mark.django_db
TERMS = starting.Terms("k", "After school", "Two afternoons", ("club",), ("names",), "To know", 12)


@pytest.fixture
def net() -> Two:
    return two()


def page(by: Actor, address: str) -> str:
    client = Client()
    session = client.session
    session["person_id"] = Person.objects.get(pk=by.person_id).pk
    session["since"] = "2099-01-01T00:00:00+00:00"
    session.save()
    return str(client.get(address).content.decode())


def test_terms_agreed_before_are_offered_to_who_may_see_them(net: Two) -> None:
    net.agreed(title="Robotics", scope="Two hours a week")
    place = net.club.ecosystem
    assert [one.title for one in starting.starts_for(net.convener, place)] == ["Robotics"]
    assert [one.title for one in starting.starts_for(net.director, place)] == ["Robotics"]
    assert starting.starts_for(Actor.public(), place) == []


def test_a_form_begins_with_the_terms_that_were_chosen(net: Two) -> None:
    said = starting.begun_with(TERMS, net.club.ecosystem, FIRST)
    assert (said["title"], said["shares"]) == ("After school", ["names"])
    assert str(said["ends"]) == "2027-08-31"


@pytest.mark.slow
def test_the_form_offers_them_and_reads_well_begun(net: Two) -> None:
    row = net.agreed(scope="Robots that find their way out")
    place, maker = net.club.ecosystem, net.club.maker
    new = f"/e/{place.slug}/partners/{maker.uuid}/agree/"
    assert f"?terms={row.uuid}" in page(net.convener, new)
    begun = page(net.convener, f"{new}?terms={row.uuid}")
    assert "Robots that find their way out</textarea>" in begun


def test_who_answers_reads_all_that_would_be_agreed(net: Two) -> None:
    kinds = [DataKind.NAMES.value, DataKind.ATTENDANCE.value]
    row = net.proposed(shares=kinds, shared_for="So that both know who came")
    said = page(
        net.director, f"/e/{net.club.ecosystem.slug}/partners/agreements/{row.uuid}/answer/"
    )
    for words in ("Two hours a week", net.club.school.name, "So that both know who came",
                  str(DataKind.ATTENDANCE.label), "2027"):  # fmt: skip
        assert words in said
