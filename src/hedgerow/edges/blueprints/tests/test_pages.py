"""The pages on which an ecosystem is started."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
SENT = {"name": "My town", "slug": "my-town", "languages": ["en"], "act_token": "t1"}


def signed_in(name: str) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = person(ecosystem(name, slug=name.lower()), name).pk
    session.save()
    return browser


def test_a_form_sent_twice_plants_once_and_leads_to_the_same_page() -> None:
    ada = signed_in("Ada")
    page = reverse("start-from", args=["empty"])
    first, second = (ada.post(page, SENT) for _ in range(2))
    assert first.status_code == second.status_code == HTTPStatus.FOUND
    assert first["Location"] == second["Location"]
    assert (Ecosystem.objects.filter(slug="my-town").count(), Job.objects.count()) == (1, 1)


def test_an_address_in_use_is_refused_beside_its_field() -> None:
    ada = signed_in("Ada")
    answer = ada.post(reverse("start-from", args=["empty"]), {**SENT, "slug": "ada"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose another" in answer.content.decode()
    assert (Ecosystem.objects.count(), Job.objects.count()) == (1, 0)


def test_what_is_being_planted_is_not_there_for_others() -> None:
    ada, bo = signed_in("Ada"), signed_in("Bo")
    progress = ada.post(reverse("start-from", args=["empty"]), SENT)["Location"]
    place = reverse("ecosystem", args=["my-town"])
    assert ada.get(progress).status_code == HTTPStatus.OK
    for other in (bo, Client()):
        assert other.get(progress).status_code == HTTPStatus.NOT_FOUND
        assert other.get(place).status_code == HTTPStatus.NOT_FOUND
