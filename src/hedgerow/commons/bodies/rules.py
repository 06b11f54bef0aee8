"""When two mandates overlap, and which quorum can be reached. Pure."""

from datetime import date

Days = tuple[date, date | None]
"""The first day, and the first day that is no longer in it; None while it is open."""


def overlap(one: Days, other: Days) -> bool:
    """Whether a day lies in both."""
    return (one[1] is None or one[1] > other[0]) and (other[1] is None or other[1] > one[0])


def is_reachable(quorum: int | None, seats: int) -> bool:
    """Whether that many seats can be present; without a quorum none need be."""
    return quorum is None or quorum <= seats
