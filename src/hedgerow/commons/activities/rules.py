"""What a mark counts for."""

from datetime import datetime
from typing import Final

THERE: Final = frozenset({"present", "late"})


def minutes_of(status: str, *, planned: int, given: int | None = None, late_by: int = 0) -> int:
    """Minutes a mark counts for: all planned if present, ``given`` or the rest if late, else 0.

    ``given`` are minutes attended and win over ``late_by``; never below 0 nor above ``planned``.
    """
    if status not in THERE:
        return 0
    if status == "present":
        return planned
    attended = planned - late_by if given is None else given
    return max(0, min(planned, attended))


def may_be_marked(starts_at: datetime, at: datetime) -> bool:
    """Whether a session can be marked at ``at``: once it has begun, however late. Both aware."""
    return at >= starts_at
