"""Where people are many, learner and supervisor are found by name."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.membership.tests.crowds import called, crowd
from hedgerow.features.engagement.placements.models import Placement

from .factories import Clinic, clinic
from .test_consents import signed_in

pytestmark = pytest.mark.django_db
DAYS = {"starts": "2026-12-01", "ends": "2026-12-12"}


def test_a_placement_is_requested_for_whom_a_name_means(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = clinic()
    crowd(monkeypatch, made.ecosystem, "learner", made.school)
    page = reverse("placement-new", args=[made.ecosystem.slug])
    sent = {"kind": str(made.kind.pk), "wish": "See a ward"}
    signed_in(client, made.ed)
    several = client.post(page, {**sent, "learner.words": "ida"})
    assert several.status_code == 422
    assert "See a ward" in several.content.decode()
    assert not Placement.objects.exists()
    assert client.post(page, {**sent, "learner.words": "zoe munoz"}).status_code == 302
    assert Placement.objects.get().learner.name == "Zoë Muñoz"
    other = called("Ida Stone")
    assert client.post(page, {**sent, "learner": str(other.pk)}).status_code == 302
    assert Placement.objects.filter(learner=other).exists()


def arranged(client: Client, made: Clinic, **more: str) -> tuple[int, str]:
    row = Placement.objects.get()
    page = reverse("placement-arrange", args=[made.ecosystem.slug, row.uuid])
    answer = client.post(page, {"host": str(made.host.pk), **DAYS, **more})
    return answer.status_code, answer.content.decode()


def test_who_supervises_is_whom_a_name_means_and_stays_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = clinic()
    row = made.requested()
    crowd(monkeypatch, made.ecosystem, "partner", made.host)
    signed_in(client, made.ed)
    status, page = arranged(client, made, **{"supervisor.words": "ida reed"})
    assert status == 422
    assert page.count('type="radio" name="supervisor"') == 3
    assert "Clinic" in page
    assert arranged(client, made, **{"supervisor.words": "zoe"})[0] == 302
    row.refresh_from_db()
    zoe = called("Zoë Muñoz")
    assert row.supervisor == zoe
    shown = client.get(reverse("placement-arrange", args=[made.ecosystem.slug, row.uuid]))
    assert f'value="{zoe.pk}" checked' in shown.content.decode()
    assert arranged(client, made, **{"supervisor.words": "bo"})[0] == 422
