"""A referral's life: whoever it waits for, it waits for somebody until it is closed."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

REFERRAL: Final = "care.referral"
RECEIPT: Final = "care.receipt"
ALERT: Final = "care.alert"
NAMELESS: Final = "care.nameless"
PATIENCE: Final = timedelta(days=7)
"""After so long a step is overdue."""

ASKED, SENT, SEEN, ACCEPTED = "asked", "sent", "seen", "accepted"
DECLINED, STOPPED, DONE, CLOSED = "declined", "stopped", "done", "closed"
OVER: Final = frozenset({DONE, CLOSED})
SHARED: Final = frozenset({SENT, SEEN, ACCEPTED, DONE})
"""What the organisation that is asked may see: only what the family agrees to, today."""

MOVES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (ASKED, "agree"): SENT,
        (ASKED, "refuse"): STOPPED,
        (STOPPED, "agree"): SENT,
        (SENT, "withdraw"): STOPPED,
        (SEEN, "withdraw"): STOPPED,
        (ACCEPTED, "withdraw"): STOPPED,
        (SENT, "see"): SEEN,
        (SENT, "accept"): ACCEPTED,
        (SEEN, "accept"): ACCEPTED,
        (SENT, "decline"): DECLINED,
        (SEEN, "decline"): DECLINED,
        (ACCEPTED, "decline"): DECLINED,
        (ACCEPTED, "finish"): DONE,
        (DECLINED, "redirect"): ASKED,
        (STOPPED, "redirect"): ASKED,
        (ASKED, "close"): CLOSED,
        (DECLINED, "close"): CLOSED,
        (STOPPED, "close"): CLOSED,
    }
)
ACTS_OF: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "family": frozenset({"agree", "refuse", "withdraw"}),
        "receiver": frozenset({"see", "accept", "decline", "finish"}),
        "sender": frozenset({"redirect", "close"}),
    }
)
NEEDS_REASON: Final = frozenset({"decline", "close"})


def after(state: str, act: str) -> str | None:
    """The state that an act leads to; None where it is not possible now."""
    return MOVES.get((state, act))


def waits_for(state: str) -> str | None:
    """On which side it waits: family, receiver or sender; None once it is over."""
    if state in OVER:
        return None
    if state == ASKED:
        return "family"
    return "receiver" if state in (SENT, SEEN, ACCEPTED) else "sender"


def possible(state: str, sides: frozenset[str]) -> list[str]:
    """What whoever stands on these sides can do now."""
    allowed = frozenset().union(*(ACTS_OF[side] for side in sides)) if sides else frozenset()
    return [act for (at, act) in MOVES if at == state and act in allowed]
