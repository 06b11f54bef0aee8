"""Where an agreement stands, who may agree for whom, and when a partner is idle."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, Literal

Side = Literal["network", "partner"]
Standing = Literal[
    "proposed", "declined", "coming", "live", "expiring", "renewed", "over", "ended"
]  # fmt: skip

SOON: Final = timedelta(days=60)
"""So long before its last day an agreement is brought up."""
IDLE_AFTER: Final = timedelta(days=90)
"""A partner that delivered nothing for so long is idle."""


def standing(
    state: str, starts: date, ends: date | None, today: date, *, renewed: bool = False
) -> Standing:
    """Where an agreement stands on a day; its last day is in it."""
    if state in ("proposed", "declined", "ended"):
        return state  # type: ignore[return-value]  # one of the three, as was just asked
    if ends is not None and ends < today:
        return "renewed" if renewed else "over"
    if starts > today:
        return "coming"
    if ends is not None and ends - today <= SOON and not renewed:
        return "expiring"
    return "live"


def other(side: Side) -> Side:
    return "partner" if side == "network" else "network"


def may_answer(proposed_by: Side, sides: Collection[Side], *, same_person: bool) -> bool:
    """Whether who stands on ``sides`` may agree to what that side proposed, or decline it.

    Nobody agrees with oneself, even on both sides.
    """
    return other(proposed_by) in sides and not same_person


def is_live(last_delivered: date | None, today: date) -> bool:
    """Whether something was delivered in the last 90 days."""
    return last_delivered is not None and last_delivered >= today - IDLE_AFTER
