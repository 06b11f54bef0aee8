"""Tokens sent to real pages: refusals are rendered, repetitions answered, answers let go."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.tests.factories import person
from hedgerow.config.urls import urlpatterns as pages
from hedgerow.foundation import jobs
from hedgerow.foundation.acts.actions import forget_acts
from hedgerow.foundation.acts.models import Act
from hedgerow.foundation.acts.privacy import erase
from hedgerow.foundation.errors import NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
TOKEN = {"act_token": "t1"}


def refuse(request: HttpRequest) -> HttpResponse:
    """Write, then refuse: the write must not stay."""
    Organisation.objects.create(
        kept_by=ecosystem("Half"), name="Half", kind="school", created_at=timezone.now()
    )
    raise NotFound


def count(request: HttpRequest) -> HttpResponse:
    name = f"<p>Zebedee {request.POST.get('word', '')}"
    file = request.FILES.get("file")
    ecosystem("Done")
    return HttpResponse(name + (file.read().decode() if file else ""))


def count_api(request: HttpRequest) -> HttpResponse:
    ecosystem("Done")
    return JsonResponse({"done": 1}, status=201)


urlpatterns = [
    path("acts/refuse/", refuse),
    path("acts/count/", count),
    path("api/acts/refuse/", refuse),
    path("api/acts/count/", count_api),
    *pages,
]


@pytest.fixture
def ada() -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = person(ecosystem("Aspen"), "Ada").pk
    session.save()
    return browser


@pytest.fixture
def key() -> dict[str, str]:
    """What a program of Ada's sends with each write."""
    by = factories.actor(factories.convener(ecosystem("Birch")))
    _token, secret = make_token("Sums", write=True, expires_at=None, by=by, at=timezone.now())
    return {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k1"}


def done() -> int:
    return Organisation.objects.filter(name="Half").count()


def test_a_refusal_raised_under_a_token_is_a_page_and_writes_nothing(ada: Client) -> None:
    answer = ada.post("/acts/refuse/", TOKEN)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert str(NotFound.text) in answer.content.decode()
    assert (done(), Act.objects.count()) == (0, 0)


def test_a_refusal_under_a_key_of_the_interface_is_problem_details(key: dict[str, str]) -> None:
    answer = Client().post("/api/acts/refuse/", headers=key)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == NotFound.code
    assert (done(), Act.objects.count()) == (0, 0)


def test_a_token_carried_to_another_page_is_told_so(ada: Client) -> None:
    ada.post("/acts/count/", TOKEN)
    answer = ada.post("/acts/refuse/", TOKEN)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_file_sent_twice_is_read_once_and_answered_alike(ada: Client) -> None:
    first, second = (
        ada.post("/acts/count/", {**TOKEN, "file": SimpleUploadedFile("a.csv", b"a,b")})
        for _ in range(2)
    )
    assert first.content == second.content
    assert b"a,b" in first.content
    assert Act.objects.count() == 1


def test_the_interface_answers_a_retry_with_the_first_status(key: dict[str, str]) -> None:
    first, second = (Client().post("/api/acts/count/", headers=key) for _ in range(2))
    assert (first.status_code, first.json(), second.status_code, second.json()) == (
        201,
        {"done": 1},
        201,
        {},
    )


def test_answers_that_show_something_go_with_an_erased_person(ada: Client) -> None:
    ada.post("/acts/count/", TOKEN)
    assert b"Zebedee" in bytes(Act.objects.get().body)
    erase(0, timezone.now())
    assert bytes(Act.objects.get().body) == b""
    again = ada.post("/acts/count/", TOKEN)
    assert again.status_code == HTTPStatus.CONFLICT
    assert Act.objects.count() == 1


def test_acts_are_forgotten_after_a_day(ada: Client) -> None:
    ada.post("/acts/count/", TOKEN)
    assert forget_acts(timezone.now() - timedelta(days=1)) == 0
    Act.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    jobs.enqueue("acts.forget_old")
    jobs.run_pending()
    assert not Act.objects.exists()


@pytest.mark.slow
def test_whoever_has_signed_in_is_not_told_to_and_finds_the_way_back() -> None:
    aspen = ecosystem("Aspen")
    address = f"/e/{aspen.slug}/nothing/"
    before = {"referer": f"http://testserver/e/{aspen.slug}/?year=2"}
    out = Client().get(address, headers=before).content.decode()
    assert "sign in if you have not" in out
    browser = Client()
    session = browser.session
    session["person_id"] = person(aspen, "Ada").pk
    session.save()
    for where in (address, "/refuse-reading/"):
        page = browser.get(where, headers=before)
        assert page.status_code == HTTPStatus.NOT_FOUND
        text = page.content.decode()
        assert "sign in if you have not" not in text
        assert f'href="/e/{aspen.slug}/?year=2">Back' in text
    elsewhere = browser.get(address, headers={"referer": "https://elsewhere.example/x"})
    assert "elsewhere.example" not in elsewhere.content.decode()
