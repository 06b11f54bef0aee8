"""When two mandates overlap. Pure."""

from datetime import date

Days = tuple[date, date | None]
"""The first day, and the first day that is no longer in it; None while it is open."""


def overlap(one: Days, other: Days) -> bool:
    """Whether a day lies in both."""
    return (one[1] is None or one[1] > other[0]) and (other[1] is None or other[1] > one[0])
