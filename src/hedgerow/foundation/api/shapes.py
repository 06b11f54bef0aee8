"""Shapes that many operations send or take."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    field_validator,
    model_validator,
)

from hedgerow.foundation.texts import plain

Words = Annotated[str, BeforeValidator(str)]
"""A text that is translated when it is sent."""

YEARS = range(1900, 2201)
ONE_LINE = frozenset({"name", "title", "called", "code", "place", "contact"})
"""What stands in headings, headers of letters and names of calendars."""


def _near(day: date) -> Any:
    if day.year not in YEARS:
        raise ValueError(_("A day lies between the years 1900 and 2200."))
    return day


Day = Annotated[date, AfterValidator(_near)]
"""A day that is asked for in an address."""
Moment = Annotated[datetime, AfterValidator(_near)]


class Queried(Schema):
    """What an address asks: a name that is not known is a mistake there, as in what is sent."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, said: Any, info: ValidationInfo) -> Any:
        """Put back the names that Ninja leaves out since no operation knows them."""
        request = (info.context or {}).get("request")
        if request is None or not isinstance(said, dict):
            return said
        known = cls.model_fields.keys()
        return said | {name: value for name, value in request.GET.items() if name not in known}


class Strict(Schema):
    """Something sent in: a field that is not known is a mistake, not to be passed over.

    So is a control character in a text, the end of a line in a name, a day of another age, a
    moment without its time zone and an hour with one: none is ever meant.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="after")
    @classmethod
    def _meant(cls, value: Any, info: ValidationInfo) -> Any:
        if info.field_name in ONE_LINE and isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError(_("It is one line."))
        for one in _within(value):
            if isinstance(one, str) and one != plain(one):
                raise ValueError(_("A text holds no control characters."))
            if isinstance(one, date):
                _near(one)
            if isinstance(one, datetime) and one.tzinfo is None:
                raise ValueError(_("A moment says its time zone, as in 2026-09-01T10:00:00Z."))
            if isinstance(one, time) and one.tzinfo is not None:
                raise ValueError(_("An hour is of the ecosystem's own clock, without a time zone."))
        return value


def _within(value: Any) -> Iterator[Any]:
    """The value, and those inside a list or mapping."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield key
            yield from _within(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _within(one)
    else:
        yield value


class Named(Schema):
    """A row that another row points at."""

    uuid: UUID
    name: str


class OutcomeOut(Schema):
    """How many rows of a set were new, changed, and already as given."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
