"""The API as a whole: refusals pass to the middleware that renders them, revisions become ETags."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView

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
        self.add_exception_handler(RawPostDataException, _unreadable)  # a form, to who takes JSON

    def add_routers(self, routers: Iterable[Router]) -> None:
        """Add every router; where two serve one address, its methods are put together."""
        known: dict[str, PathView] = {}
        for router in routers:
            for path, view in list(router.path_operations.items()):
                if known.setdefault(path, view) is not view:
                    known[path].operations.extend(view.operations)
                    del router.path_operations[path]
            self.add_router("", router)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: each stands once in the document."""
        return operation.view_func.__name__

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
    """``body.marks.0.status`` without the name that the code has for the body, or for the query."""
    where, *rest = [str(part) for part in place]
    return ".".join(rest[1:] if where in ("body", "query") and len(rest) > 1 else rest) or where


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    raise NotFound


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    raise Unreadable
