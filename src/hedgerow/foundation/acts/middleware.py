"""Runs a write that carries a token once; answers its repetition with the first result."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from hedgerow.foundation.busy import Busy, is_held
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.ui.middleware import refused

from .again import is_form, not_kept
from .errors import AnswerForgotten, TokenReused
from .keeping import PAGE_KEPT, body_kept, digest_of, is_json
from .looking import Looked, keeps_no_answer
from .models import Act

KEPT_HEADERS = ("Location", "Content-Type", "ETag", "HX-Redirect", "HX-Trigger")
LARGEST_BODY = 1_000_000

View = Callable[..., HttpResponseBase]


class _AlreadyActed(Exception):  # noqa: N818 - control flow, never seen by anybody
    """Another request holds this token."""


class OnceMiddleware:
    """Wraps each writing view: the token and the act are written in one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return None
        token = request.headers.get("Idempotency-Key") or request.POST.get("act_token", "")
        actor = _actor_key(request)
        if not token or not actor:
            return None
        key = {"actor": actor, "token": token[:80]}
        try:
            return _once(request, view, args, kwargs, key)
        except Refused as error:  # from here it would pass by the middleware that renders it
            return refused(request, error)
        except OperationalError as error:
            if not is_held(error):
                raise
            return refused(request, Busy())


def _once(
    request: HttpRequest,
    view: View,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    key: dict[str, str],
) -> HttpResponseBase:
    first = Act.objects.filter(**key).first()
    if first is None:
        try:
            return _act(request, view, args, kwargs, key)
        except _AlreadyActed:
            first = Act.objects.get(**key)
    if first.path == _target(request) and _is_same(first, request):
        return _first_answer(first)
    if is_form(request):
        return not_kept(request, first)
    raise TokenReused


def _is_same(first: Act, request: HttpRequest) -> bool:
    """Whether it says what was said first; of a form that was sent before we noted it, we take it so."""
    return first.digest == digest_of(request) or (not first.digest and is_form(request))


def _target(request: HttpRequest) -> str:
    """What the act is done to; pages only post."""
    method = "" if request.method == "POST" else f"{request.method} "
    return f"{method}{request.path}"[:300]


def _actor_key(request: HttpRequest) -> str:
    """Who acts: the person, or a signed-out browser by its session."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.person_id is not None:
        return f"person:{actor.person_id}"
    return f"session:{request.session.session_key}" if request.session.session_key else ""


def _act(
    request: HttpRequest,
    view: View,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    key: dict[str, str],
) -> HttpResponseBase:
    """Write the token, run the view, keep its answer.

    What was written before a refusal is undone, but for the count of a wrong guess.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Act.objects.create(path=_target(request), digest=digest_of(request), **key)
        except IntegrityError as error:
            raise _AlreadyActed from error
        try:
            response = view(request, *args, **kwargs)
        except Refused as refusal:
            if not refusal.is_counted:
                raise
            row.delete()
            counted = refusal
        else:
            return _kept(row, request, response)
    raise counted


def _kept(row: Act, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Keep what a view answered.

    A refused act frees its token, and so do a step that only looked and the opening of what is
    confidential, which is checked and noted each time. What a view streams is shown once, such as the codes of cards: done, but never kept.
    """
    looked = isinstance(response, Looked) or keeps_no_answer(request)
    if response.status_code >= 400 or looked:
        row.delete()
        return response
    if not isinstance(response, HttpResponse):
        row.status, row.is_kept = response.status_code, False
        row.save(update_fields=["status", "is_kept"])
        return response
    answer: HttpResponse = response.render() if hasattr(response, "render") else response
    row.status = answer.status_code
    row.headers = {name: answer[name] for name in KEPT_HEADERS if name in answer}
    row.is_kept = len(answer.content) <= LARGEST_BODY
    row.body = body_kept(answer) if row.is_kept else b""
    row.save(update_fields=["status", "headers", "body", "is_kept"])
    return answer


def _first_answer(first: Act) -> HttpResponse:
    if not first.is_kept:
        raise AnswerForgotten
    response = HttpResponse(bytes(first.body), status=first.status)
    for name, value in first.headers.items():
        response[name] = value
    is_page = bool(first.body) and not is_json(response)
    if is_page and first.at < timezone.now() - PAGE_KEPT:
        raise AnswerForgotten
    return response
