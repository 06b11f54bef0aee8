"""A program that repeats an act is told that it was done, and nothing that it may not see any more."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.utils import timezone

from hedgerow.foundation.acts.errors import AnswerForgotten, TokenReused
from hedgerow.foundation.acts.middleware import OnceMiddleware
from hedgerow.foundation.acts.models import Act
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def child(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"uuid": "1-2", "revision": 3, "name": "Zebedee"}, status=201)


def send(said: object, view=child) -> HttpResponse:
    request = RequestFactory().post(
        "/api/act", json.dumps(said), "application/json", headers={"Idempotency-Key": "k"}
    )
    request.session = SessionStore()
    request.actor = Actor(person_id=1)  # type: ignore[attr-defined]
    answer = OnceMiddleware(lambda asked: HttpResponse()).process_view(request, view, (), {})
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_repetition_says_the_id_and_no_name() -> None:
    first, second = send({"a": 1}), send({"a": 1})
    assert (first.status_code, json.loads(first.content)["name"]) == (201, "Zebedee")
    assert (second.status_code, json.loads(second.content)) == (201, {"uuid": "1-2", "revision": 3})
    assert b"Zebedee" not in bytes(Act.objects.get().body)
    send({"a": 1}, lambda asked: pytest.fail("acted twice"))


def test_another_body_under_the_same_key_is_refused() -> None:
    send({"a": 1})
    answer = send({"a": 2})
    assert (answer.status_code, json.loads(answer.content)["code"]) == (422, TokenReused.code)
    assert Act.objects.count() == 1


def test_a_page_is_shown_again_to_a_double_click_alone() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("Zebedee")

    assert send({}, page).content == send({}, page).content
    Act.objects.update(at=timezone.now() - timedelta(minutes=3))
    answer = send({}, page)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (409, AnswerForgotten.code)
