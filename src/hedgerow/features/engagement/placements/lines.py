"""Steps and hours of a placement as its page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.files.queries import FileLine

Text = str | Promise


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step, and what the reader may do about it."""

    uuid: UUID
    title: str
    help: str
    who: Text
    due: date
    state: str
    words: Text
    has_validity: bool
    valid_until: date | None
    note: str
    by: str
    at: datetime | None
    is_overdue: bool
    private: bool
    may_do: bool
    may_waive: bool
    may_reopen: bool
    files: Sequence[FileLine] = ()
    hint: str = ""
    consent: bool = False
    own: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """An entry of the log."""

    uuid: UUID
    day: date
    begins: time | None
    minutes: int
    done: str
    state: str
    words: Text
    by: str
    decided_by: str
    reason: str
    revision: int
    may_change: bool
    may_decide: bool
    may_correct: bool

    @property
    def hours(self) -> float:
        return self.minutes / 60
