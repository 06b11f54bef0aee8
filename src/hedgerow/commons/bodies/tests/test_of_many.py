"""Where people are many, who takes a seat is found by name."""

import pytest
from django.urls import reverse

from hedgerow.commons.bodies.models import Mandate
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.crowds import called, crowd

from .factories import committee, seat

pytestmark = pytest.mark.django_db


def test_a_seat_is_taken_by_whom_a_name_means(monkeypatch: pytest.MonkeyPatch) -> None:
    place = factories.ecosystem()
    crowd(monkeypatch, place, "member")
    body = committee(place)
    client = factories.browser(factories.convener(place))
    page = reverse("seat", args=[place.slug, body.uuid, seat(body).uuid])
    assert '<select name="person"' not in client.get(page).content.decode()
    sent = {"starts": "2026-09-01", "basis": "By lot"}
    several = client.post(page, {**sent, "person.words": "ida"})
    assert several.status_code == 422
    assert "By lot" in several.content.decode()
    learner = factories.named(place, "Bo Elm")
    factories.assigned(learner, "learner", place)
    assert client.post(page, {**sent, "person.words": "bo elm"}).status_code == 422
    assert client.post(page, {**sent, "person.words": "zoe"}).status_code == 302
    assert Mandate.objects.get().person == called("Zoë Muñoz")
