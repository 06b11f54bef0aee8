"""Where people are many, who advises is found by name."""

import pytest
from django.urls import reverse

from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests.crowds import called, crowd
from hedgerow.features.engagement.partners.models import Adviser

from .factories import two

pytestmark = pytest.mark.django_db


def test_an_adviser_is_whom_a_name_means_or_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    made = two()
    place = made.club.ecosystem
    crowd(monkeypatch, place, "tutor")
    client = signed_in(made.convener.person_id)
    page = reverse("adviser-new", args=[place.slug])
    sent = {"offers": ["mentoring"], "starts": "2026-09-01", "note": "Each month"}
    assert '<select name="person"' not in client.get(page).content.decode()
    several = client.post(page, {**sent, "person.words": "ida"})
    assert several.status_code == 422
    assert "Each month" in several.content.decode()
    assert client.post(page, {**sent, "person.words": "zoe"}).status_code == 302
    row = Adviser.objects.get()
    assert row.person == called("Zoë Muñoz")
    page = reverse("adviser", args=[place.slug, row.uuid])
    assert f'value="{row.person_id}" checked' in client.get(page).content.decode()
    sent |= {"organisation": str(made.club.maker.pk), "revision": str(row.revision)}
    assert client.post(page, {**sent, "person": ""}).status_code == 302
    row.refresh_from_db()
    assert row.person is None
