"""Errors that a person may see; one middleware turns them into a page, a fragment or JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):  # noqa: N818 - it is a verdict a person reads, not a fault
    """A rule says no. Subclasses set ``code`` and ``text``; ``details`` fill the text.

    ``next_step`` is the kind's, or that of the one refusal where it says more.
    ``is_counted`` says of a wrong guess that its count stands, when all else that is refused is undone.
    """

    code: ClassVar[str]
    text: ClassVar[str | Promise]
    next_step: str | Promise = ""
    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT
    is_counted: ClassVar[bool] = False

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.text) % self.details


class NotPermitted(Refused):
    code = "foundation.not_permitted"
    text = _("Your role here does not include this.")
    next_step = _("Ask the convener of this ecosystem for the role that does.")
    status = HTTPStatus.FORBIDDEN


class NotFound(Refused):
    """Also the answer about a row that exists but is not the reader's to see."""

    code = "foundation.not_found"
    text = _("There is nothing here, or it is not yours to see.")
    next_step = _("Check the address, or sign in if you have not.")
    status = HTTPStatus.NOT_FOUND


class Closed(Refused):
    """The ecosystem is closed since the day ``on``: it is read, and nothing in it is written."""

    code = "foundation.closed"
    text = _("This ecosystem was closed on %(on)s. What is in it can be read and not changed.")
    next_step = _("If it should go on, its convener can open it again in the settings.")

    def __init__(self, on: date) -> None:
        super().__init__(on=on)

    def __str__(self) -> str:
        return str(self.text) % {"on": date_format(self.details["on"], "DATE_FORMAT")}


class Invalid(Refused):
    """What was entered cannot be right; ``fields`` maps a field's name to what is wrong."""

    code = "foundation.invalid"
    text = _("Some of what was entered needs another look.")
    next_step = _("Nothing was saved. Mend the marked fields and send again.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(
        self, fields: Mapping[str, Sequence[str | Promise]] | None = None, **details: Any
    ) -> None:
        super().__init__(**details)
        self.fields: dict[str, list[str]] = {
            name: [str(text) for text in texts] for name, texts in (fields or {}).items()
        }


class Stale(Refused):
    """Somebody else changed the row meanwhile; ``yours`` and ``theirs`` map fields to values."""

    code = "foundation.stale"
    text = _(
        "This was changed while you were writing, by somebody else or on another page of yours."
    )
    next_step = _("Compare both versions, then save the one that should stand.")

    def __init__(
        self,
        *,
        yours: Mapping[str, object] | None = None,
        theirs: Mapping[str, object] | None = None,
        **details: Any,
    ) -> None:
        super().__init__(**details)
        self.yours = dict(yours or {})
        self.theirs = dict(theirs or {})
