"""Tokens sent to real pages: refusals are rendered, repetitions answered, answers let go."""

import hashlib
import json
import re
from datetime import timedelta
from html import unescape
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
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


def form_of(page: str) -> dict[str, list[str]]:
    """Names and values of the form that leads to the act."""
    (form,) = re.findall(r'<form method="post" action="/acts/count/.*?</form>', page, re.DOTALL)
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', form, re.DOTALL
    ):
        found.setdefault(name, []).append(unescape(value))
    return found


def acted() -> int:
    return Ecosystem.objects.filter(name="Done").count()


def test_another_text_under_one_token_is_told_and_can_be_sent_as_well(ada: Client) -> None:
    ada.post("/acts/count/?at=1", {**TOKEN, "word": "First words"})
    said = {"word": "Second “words”\n<of> hers", "way": ["a", "b"], "empty": ""}
    answer = ada.post("/acts/count/?at=1", {**TOKEN, **said, "password": "geheim"})
    page = answer.content.decode()
    assert (answer.status_code, acted()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 1)
    assert "The first was kept, this one not yet" in page
    assert "Second “words”<br>&lt;of&gt; hers" in page
    assert "no-store" in answer["Cache-Control"]
    assert not [one for one in ("First words", "geheim", 'name="password"') if one in page]
    sent = form_of(page)
    assert sent.pop("csrfmiddlewaretoken", ["x"])
    (token,) = sent.pop("act_token")
    assert token != TOKEN["act_token"]
    assert sent == {"word": ["Second “words”\n<of> hers"], "way": ["a", "b"], "empty": [""]}
    again = ada.post("/acts/count/?at=1", {**sent, "act_token": token})
    assert (again.status_code, acted()) == (HTTPStatus.OK, 2)
    assert "<of> hers" in again.content.decode()
    ada.post("/acts/count/?at=1", {**sent, "act_token": token})
    assert acted() == 2


def test_another_button_or_file_under_one_token_is_another_act(ada: Client) -> None:
    for said in ({"file": SimpleUploadedFile("a.csv", b"a,b")}, {"act": "save"}):
        ada.post("/acts/count/", {"act_token": "t-file", **said})
    page = ada.post(
        "/acts/count/", {"act_token": "t-file", "file": SimpleUploadedFile("a.csv", b"a,c")}
    ).content.decode()
    assert "choose it once more" in page
    assert acted() == 1


def test_what_was_written_is_kept_as_nothing_that_can_be_guessed(ada: Client) -> None:
    ada.post("/acts/count/", {**TOKEN, "word": "yes"})
    guess = hashlib.sha256(json.dumps([[["word", "yes"]], []]).encode()).hexdigest()
    assert len(Act.objects.get().digest) == 64
    assert Act.objects.get().digest != guess


def test_a_form_sent_before_we_noted_what_it_says_is_answered_as_before(ada: Client) -> None:
    ada.post("/acts/count/", {**TOKEN, "word": "one"})
    Act.objects.update(digest="")
    assert ada.post("/acts/count/", {**TOKEN, "word": "one"}).status_code == HTTPStatus.OK
    assert acted() == 1


def test_a_part_of_a_page_gets_a_part_that_says_so(ada: Client) -> None:
    ada.post("/acts/count/", {**TOKEN, "word": "one"})
    answer = ada.post("/acts/count/", {**TOKEN, "word": "two"}, headers={"HX-Request": "true"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<html" not in answer.content.decode()


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
