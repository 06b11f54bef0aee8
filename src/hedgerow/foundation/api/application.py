"""The API as a whole: refusals pass to the middleware that renders them, revisions become ETags."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hedgerow.foundation.errors import Invalid, NotFound, Refused

from .errors import Unreadable


class Api(NinjaAPI):
    """Raises instead of answering, so that a refused write is undone as a page's would be."""

    def __init__(self, **options: Any) -> None:
        super().__init__(docs_url=None, openapi_url=None, **options)
        self.add_exception_handler(Refused, _pass)
        self.add_exception_handler(ValidationError, _invalid)
        self.add_exception_handler(Http404, _not_found)
        self.add_exception_handler(HttpError, _unreadable)

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        """The answer; the revision of an edited row is its ETag."""
        response = super().create_response(request, data, **options)
        if isinstance(data, dict) and isinstance(data.get("revision"), int):
            response["ETag"] = f'"{data["revision"]}"'
        return response


def _pass(request: HttpRequest, error: Any) -> HttpResponse:
    raise error


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for one in error.errors:
        fields.setdefault(_field(one["loc"]), []).append(str(one["msg"]))
    raise Invalid(fields)


def _field(place: Sequence[object]) -> str:
    """``body.marks.0.status`` without the name that the code has for the body."""
    where, *rest = [str(part) for part in place]
    return ".".join(rest[1:] if where == "body" and len(rest) > 1 else rest) or where


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    raise NotFound


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    raise Unreadable
