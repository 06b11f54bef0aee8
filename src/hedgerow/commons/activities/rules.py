"""What a mark counts for, which day it is, and who is on which side."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final

THERE: Final = frozenset({"present", "late"})
EARLY: Final = timedelta(minutes=30)
BEFORE: Final = timedelta(hours=1)
AFTER: Final = timedelta(hours=2)

NAMING: Final = 1000
"""So many changes of what an event only names count before one of its own must come."""

Span = tuple[date, date | None]
"""First and last day, both in it; no last day while it runs."""


def minutes_of(status: str, *, planned: int, given: int | None = None, late_by: int = 0) -> int:
    """Minutes a mark counts for: all planned if present, ``given`` or the rest if late, else 0.

    ``given`` are minutes attended and win over ``late_by``; never below 0 nor above ``planned``.
    Late by an unknown time counts for all planned: ``is_known`` then says that it may be less.
    """
    if status not in THERE:
        return 0
    if status == "present":
        return planned
    attended = planned - late_by if given is None else given
    return max(0, min(planned, attended))


def is_known(status: str, *, given: int | None, late_by: int | None) -> bool:
    """Whether a mark's minutes are known: of one who was late somebody has to have said them."""
    return status != "late" or given is not None or late_by is not None


def opens(starts_at: datetime) -> datetime:
    """From when a session can be marked: children come early, and are counted at the door."""
    return starts_at - EARLY


def may_be_marked(starts_at: datetime, at: datetime) -> bool:
    """Whether a session can be marked at ``at``, however late. Both aware."""
    return at >= opens(starts_at)


def on_duty(starts_at: datetime, minutes: int, at: datetime) -> bool:
    """Whether it is from an hour before a session to two hours after it."""
    return starts_at - BEFORE <= at <= starts_at + timedelta(minutes=minutes) + AFTER


def covers(span: Span, day: date) -> bool:
    """Whether the day lies in the span."""
    starts, ends = span
    return starts <= day and (ends is None or day <= ends)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    return (other[1] is None or one[0] <= other[1]) and (one[1] is None or other[0] <= one[1])


def may_confirm(marker: Collection[str], confirmer: Collection[str]) -> bool:
    """Whether who stands on the sides ``confirmer`` may confirm what ``marker``'s sides recorded.

    Sides are "delivering" and "receiving". Nobody confirms for a side what that same side wrote;
    who stands on neither side may.
    """
    return not set(marker) & set(confirmer)


def sequence(own: Iterable[int], named: Iterable[int]) -> int:
    """The SEQUENCE of an event, from 0, by revisions: of what it is, and of what its text only names.

    It falls never, although what is named may be exchanged for something changed less often: that
    is a change of its own, which weighs more than all of what is named.
    Source: RFC 5545, 3.8.7.4; programs keep what they have while it stays the same.
    """
    changes = sum(one - 1 for one in named)
    return sum(one - 1 for one in own) * NAMING + min(changes, NAMING - 1)
