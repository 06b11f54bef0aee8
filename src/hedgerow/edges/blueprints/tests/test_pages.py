"""The pages on which an ecosystem is started."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.foundation import jobs
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


def test_colleagues_are_written_to_once_the_ecosystem_is_complete() -> None:
    ada = signed_in("Ada")
    sent = {**SENT, "invite": "Bo <bo@example.org>\ncy@example.org", "invite_as": "convener"}
    ada.post(reverse("start-from", args=["empty"]), sent)
    row = Ecosystem.objects.get(slug="my-town")
    waiting = Invitation.objects.filter(ecosystem=row, sent_at=None)
    assert sorted(waiting.values_list("email", "role")) == [
        ("bo@example.org", "convener"),
        ("cy@example.org", "convener"),
    ]
    assert not Job.objects.filter(name="membership.send_invitation").exists()
    jobs.run_pending()
    assert sorted(one.to[0] for one in mail.outbox) == ["bo@example.org", "cy@example.org"]
    assert "http://testserver/invitation/" in mail.outbox[0].body
    assert not waiting.exists()


def test_an_address_that_is_none_is_told_and_nothing_is_started() -> None:
    ada = signed_in("Ada")
    answer = ada.post(reverse("start-from", args=["empty"]), {**SENT, "invite": "bo at home"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“bo at home” is no e-mail address." in answer.content.decode()
    assert (Ecosystem.objects.count(), Job.objects.count()) == (1, 0)
    assert not Invitation.objects.exists()
