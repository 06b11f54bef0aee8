"""The same act sent twice happens once."""

import sqlite3
from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hedgerow.foundation.acts.errors import TokenReused
from hedgerow.foundation.acts.looking import Looked, keep_no_answer
from hedgerow.foundation.acts.middleware import OnceMiddleware
from hedgerow.foundation.acts.models import Act
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
ADA, BO = Actor(person_id=1), Actor(person_id=2)


class Counter:
    """A view that counts how often it acted."""

    def __init__(self, status: int = 302, answer: type[HttpResponse] = HttpResponse) -> None:
        self.acted = 0
        self.status, self.answer = status, answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.acted += 1
        response = self.answer(f"act {self.acted}", status=self.status)
        response["Location"] = f"/done/{self.acted}/"
        return response


def send(
    view: Callable[[HttpRequest], HttpResponse],
    actor: Actor,
    token: str = "t1",
    path: str = "/act/",
) -> HttpResponse:
    request = RequestFactory().post(path, {"act_token": token})
    request.session = SessionStore()
    request.actor = actor  # type: ignore[attr-defined]
    once = OnceMiddleware(lambda asked: HttpResponse())
    answer = once.process_view(request, view, (), {}) or view(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_double_click_gets_the_first_answer() -> None:
    view = Counter()
    first, second = send(view, ADA), send(view, ADA)
    assert view.acted == 1
    assert (second.status_code, second["Location"]) == (302, first["Location"])


def test_another_person_with_the_same_token_acts_too() -> None:
    view = Counter()
    send(view, ADA)
    send(view, BO)
    assert view.acted == 2


def test_a_refused_act_leaves_its_token_free() -> None:
    view = Counter(status=422)
    send(view, ADA)
    assert not Act.objects.exists()
    send(view, ADA)
    assert view.acted == 2


def test_an_act_that_found_the_database_held_may_be_sent_again() -> None:
    held = OperationalError("database is locked")
    held.__cause__ = sqlite3.OperationalError("database is locked")
    held.__cause__.sqlite_errorcode = sqlite3.SQLITE_BUSY  # type: ignore[attr-defined]
    view = Counter()
    view.acted = -1

    def waiting(request: HttpRequest) -> HttpResponse:
        if view(request).content == b"act 0":
            raise held
        return HttpResponse("done")

    assert send(waiting, ADA).status_code == 503
    assert not Act.objects.exists()
    assert send(waiting, ADA).content == b"done"


def test_a_step_that_only_looked_leaves_its_token_free() -> None:
    view = Counter(status=200, answer=Looked)
    send(view, ADA)
    assert not Act.objects.exists()
    assert send(view, ADA).content == b"act 2"


def test_what_is_confidential_is_kept_nowhere_and_asked_for_anew() -> None:
    view = Counter(status=200)

    def confidential(request: HttpRequest) -> HttpResponse:
        keep_no_answer(request)
        return view(request)

    assert send(confidential, ADA).content == b"act 1"
    assert not Act.objects.exists()
    assert send(confidential, ADA).content == b"act 2"


def test_a_token_cannot_be_carried_to_another_page() -> None:
    view = Counter()
    send(view, ADA)
    assert send(view, ADA, path="/other/").status_code == TokenReused.status
    assert view.acted == 1


def test_reading_needs_no_token() -> None:
    view = Counter()
    request = RequestFactory().get("/act/")
    once = OnceMiddleware(lambda asked: HttpResponse())
    assert once.process_view(request, view, (), {}) is None
