"""Where people are many, who wishes, offers or was checked is found by name; nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.crowds import called, crowd
from hedgerow.features.engagement.mentoring.models import Check, MentoringTerms, Need

from .factories import Valley, valley

pytestmark = pytest.mark.django_db
WISH = {"kind": "mentoring", "languages": "en", "in_person": "on", "about": "Fractions, please"}


@pytest.fixture
def aspen(monkeypatch: pytest.MonkeyPatch) -> Valley:
    made = valley()
    crowd(monkeypatch, made.ecosystem, "learner", made.school)
    return made


def test_a_wish_is_for_whom_a_name_means(aspen: Valley) -> None:
    client = factories.browser(aspen.convener)
    page = f"/e/{aspen.ecosystem.slug}/mentoring/wishes/new/"
    assert '<select name="person"' not in client.get(page).content.decode()
    several = client.post(page, {**WISH, "person.words": "ida reed"})
    said = several.content.decode()
    assert several.status_code == 422
    assert "Fractions, please" in said
    assert "Grade 6" in said
    assert not Need.objects.exists()
    assert client.post(page, {**WISH, "person.words": "zoe"}).status_code == 302
    assert Need.objects.get().person.name == "Zoë Muñoz"
    second = called("Ida Stone")
    assert client.post(page, {**WISH, "person": str(second.uuid)}).status_code == 302
    assert Need.objects.filter(person=second).exists()


def test_a_guardian_finds_nobody_but_their_own_children(aspen: Valley) -> None:
    client = factories.browser(aspen.guardian)
    page = f"/e/{aspen.ecosystem.slug}/mentoring/wishes/new/"
    said = client.post(page, {**WISH, "person.words": "zoe"}).content.decode()
    assert "Nobody of that name is here" in said
    assert "Muñoz" not in said


def test_the_page_takes_as_many_queries_for_more_people(aspen: Valley) -> None:
    client = factories.browser(aspen.convener)
    page = f"/e/{aspen.ecosystem.slug}/mentoring/wishes/new/"
    client.get(page)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as made:
            client.get(page)
        counts.append(len(made))
        for _number in range(9):
            factories.learner(aspen.school, "Ada Bloom")
    assert counts[0] == counts[1]


def test_a_check_is_of_whom_a_name_means(aspen: Valley) -> None:
    MentoringTerms.objects.create(ecosystem=aspen.ecosystem, required_checks=[["police", "Police"]])
    client = factories.browser(aspen.convener)
    page = f"/e/{aspen.ecosystem.slug}/mentoring/checks/"
    sent = {"kind": "police", "seen_on": "2026-11-02"}
    assert client.post(page, {**sent, "person.words": "ida"}).status_code == 422
    assert client.post(page, {**sent, "person.words": "munoz"}).status_code == 302
    assert Check.objects.get().person.name == "Zoë Muñoz"
