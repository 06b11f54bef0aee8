"""Where people are many, who leads an activity or one session is found by name."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.crowds import called, crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Club:
    found = club()
    crowd(monkeypatch, found.ecosystem, "tutor", found.maker)
    return found


@pytest.fixture
def ada(made: Club) -> Client:
    return signed_in(factories.convener(made.ecosystem).pk)


def edited(made: Club, ada: Client, **sent: str) -> tuple[int, str]:
    page = reverse("edit-activity", args=[made.ecosystem.slug, made.activity.uuid])
    row = Activity.objects.get(pk=made.activity.pk)
    given = {
        "title": row.title, "kind": str(row.kind_id), "starts": str(row.starts), "state": "open",
        **{key.replace("_", "."): value for key, value in sent.items()},
    }  # fmt: skip
    answer = ada.post(page, given)
    return answer.status_code, answer.content.decode()


def leader(made: Club) -> str:
    row = Activity.objects.get(pk=made.activity.pk)
    return row.leader.name if row.leader else ""


def test_who_leads_an_activity_is_whom_a_name_means(made: Club, ada: Client) -> None:
    status, page = edited(made, ada, leader_words="ida reed")
    assert status == 422
    assert page.count('type="radio" name="leader"') == 3
    assert edited(made, ada, leader_words="zoe")[0] == 302
    assert leader(made) == "Zoë Muñoz"
    form = ada.get(reverse("edit-activity", args=[made.ecosystem.slug, made.activity.uuid]))
    assert f'value="{called("Zoë Muñoz").pk}" checked' in form.content.decode()
    assert edited(made, ada, leader=str(called("Ida Stone").pk))[0] == 302
    assert leader(made) == "Ida Stone"
    assert edited(made, ada, leader="")[0] == 302
    assert leader(made) == ""


def test_who_leads_it_meets_what_another_saved_meanwhile(made: Club, ada: Client) -> None:
    zoe, stone = called("Zoë Muñoz"), called("Ida Stone")
    edited(made, ada, leader=str(stone.pk))
    then = Activity.objects.get(pk=made.activity.pk).revision
    edited(made, ada, leader=str(zoe.pk))
    stood = {"revision": str(then), "initial-leader": str(stone.pk)}
    status, page = edited(made, ada, leader=str(stone.pk), leader_words="", **stood)
    assert status == 409
    assert f'value="{zoe.pk}" checked' in page
    words = edited(made, ada, leader=str(stone.pk), leader_words="ida stone", **stood)
    assert words[0] == 409
    assert f'value="{zoe.pk}" checked' in words[1]
    assert 'name="leader.words" value=""' in words[1]
    factories.assigned(factories.named(made.ecosystem, "Olga Elm"), "tutor", made.ecosystem)
    status, page = edited(made, ada, leader_words="olga", **stood)
    assert status == 409
    assert page.count("Olga Elm") == 2
    assert "Zoë Muñoz" in page
    assert leader(made) == "Zoë Muñoz"


def test_one_session_is_led_by_whom_a_name_means_or_as_usual(made: Club, ada: Client) -> None:
    page = reverse("substitute", args=[made.ecosystem.slug, made.session.uuid])
    assert "As usual" in ada.get(page).content.decode()
    assert ada.post(page, {"person.words": "ida"}).status_code == 422
    assert ada.post(page, {"person.words": "zoe"}).status_code == 302
    assert made.session.substitute == called("Zoë Muñoz")
    assert ada.post(page, {"person": "", "person.words": ""}).status_code == 302
    assert made.session.substitute is None
