"""A convener names the kinds of activity that an ecosystem offers."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db
HOUR = 60


@pytest.fixture
def aspen() -> Ecosystem:
    return factories.ecosystem("Aspen")


@pytest.fixture
def convener(aspen: Ecosystem) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = factories.convener(aspen).pk
    session.save()
    return client


def at(name: str, ecosystem: Ecosystem, *more: object) -> str:
    return reverse(name, args=[ecosystem.slug, *more])


def test_who_offers_the_first_activity_is_led_to_naming_a_kind(
    aspen: Ecosystem, convener: Client
) -> None:
    page = convener.get(at("offer-activity", aspen))
    assert at("kind-new", aspen) in page.content.decode()
    answer = convener.post(at("kind-new", aspen), {"name": "Tutoring", "minimum_minutes": HOUR})
    assert answer["Location"] == at("offer-activity", aspen)
    kind = Kind.objects.get(ecosystem=aspen)
    assert (kind.key, kind.name, kind.minimum_minutes) == ("tutoring", "Tutoring", HOUR)
    assert 'name="title"' in convener.get(at("offer-activity", aspen)).content.decode()


def test_names_in_any_script_become_kinds_with_keys_of_their_own(
    aspen: Ecosystem, convener: Client
) -> None:
    for name in ("동아리", "נבחרת", "Club!", "Club"):
        convener.post(at("kind-new", aspen), {"name": name})
    keys = Kind.objects.filter(ecosystem=aspen).order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["kind", "kind-2", "club", "club-2"]


def test_a_name_is_given_once(aspen: Ecosystem, convener: Client) -> None:
    convener.post(at("kind-new", aspen), {"name": "Club"})
    assert convener.post(at("kind-new", aspen), {"name": "club"}).status_code == 422
    assert Kind.objects.filter(ecosystem=aspen).count() == 1


def test_a_kind_is_changed_and_keeps_its_own_name(aspen: Ecosystem, convener: Client) -> None:
    convener.post(at("kind-new", aspen), {"name": "Club"})
    kind = Kind.objects.get(ecosystem=aspen)
    given = {"name": "Club", "needs_confirmation": "on"}
    answer = convener.post(at("kind", aspen, kind.uuid), given)
    assert answer["Location"] == at("kinds", aspen)
    kind.refresh_from_db()
    assert (kind.key, kind.needs_confirmation, kind.minimum_minutes) == ("club", True, None)


def test_another_ecosystems_kind_is_not_there(aspen: Ecosystem, convener: Client) -> None:
    other = Kind.objects.create(ecosystem=factories.ecosystem("Birch"), key="club", name="Club")
    assert convener.get(at("kind", aspen, other.uuid)).status_code == 404
    assert convener.post(at("kind", aspen, other.uuid), {"name": "Mine"}).status_code == 404
    other.refresh_from_db()
    assert other.name == "Club"


def test_the_list_takes_as_many_queries_for_twenty_kinds_as_for_two(
    aspen: Ecosystem, convener: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert convener.get(at("kinds", aspen)).status_code == 200
        return len(seen)

    counts = []
    for wanted in (2, 20):
        while Kind.objects.filter(ecosystem=aspen).count() < wanted:
            number = Kind.objects.count()
            Kind.objects.create(ecosystem=aspen, key=f"k{number}", name=f"Kind {number}")
        counts.append(queries())
    assert counts[0] == counts[1]


def test_a_name_is_asked_once_a_language_only_where_there_are_several(
    aspen: Ecosystem, convener: Client
) -> None:
    assert 'name="name.' not in convener.get(at("kind-new", aspen)).content.decode()
    Ecosystem.objects.filter(pk=aspen.pk).update(languages=["he", "ar"])
    page = convener.get(at("kind-new", aspen)).content.decode()
    assert "Name (עברית)" in page
    assert 'name="name.ar"' in page
    assert 'name="name.he"' not in page


def test_each_reader_sees_a_name_in_their_own_language_else_in_the_first(
    aspen: Ecosystem, convener: Client
) -> None:
    Ecosystem.objects.filter(pk=aspen.pk).update(languages=["he", "ar"])
    convener.post(at("kind-new", aspen), {"name": "מקהלה", "name.ar": "جوقة"})
    kind = Kind.objects.get(ecosystem=aspen)
    assert kind.told == {"he": {}, "ar": {"name": "جوقة"}}
    for language, shown in (("ar", "جوقة"), ("es", "מקהלה"), ("he,en", "מקהלה")):
        page = convener.get(at("kinds", aspen), headers={"accept-language": language})
        assert shown in page.content.decode()
    found = convener.get(at("kinds", aspen) + "?name=جوق", headers={"accept-language": "ar"})
    assert "جوقة" in found.content.decode()
    convener.post(at("kind", aspen, kind.uuid), {"name": "מקהלה", "name.ar": ""})
    kind.refresh_from_db()
    assert kind.told == {}


def test_kinds_are_chosen_from_in_the_order_of_what_the_reader_reads(
    aspen: Ecosystem, convener: Client
) -> None:
    for name, other in (("Art", "Zorros"), ("Music", "Ábaco"), ("Zoo", "Bosque")):
        told = {"en": {}, "es": {"name": other}}
        Kind.objects.create(ecosystem=aspen, key=name.lower(), name=name, told=told)
    page = convener.get(at("offer-activity", aspen), headers={"accept-language": "es"})
    choices = page.content.decode().partition('id="id_kind"')[2].partition("</select>")[0]
    assert re.findall(r">(\w+)</option>", choices) == ["Ábaco", "Bosque", "Zorros"]
