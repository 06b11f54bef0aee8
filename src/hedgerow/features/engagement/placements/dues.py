"""By which day a host should answer, and a step be seen to. Pure."""

from datetime import date, timedelta
from typing import Final

TO_ANSWER: Final = timedelta(days=7)
"""So long a host may think about it, but not beyond the first day."""


def answer_due(today: date, starts: date) -> date:
    """Until when a host that is asked today should have answered."""
    return max(today, min(today + TO_ANSWER, starts))


def step_due(today: date, starts: date, before: int) -> date:
    """So many days before the first; where that has come already, when half of what is left is over."""
    usual = starts - timedelta(days=before)
    return usual if usual > today else max(today, today + (starts - today) / 2)
