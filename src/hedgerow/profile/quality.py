"""How good the records are that a reading was read from, beyond how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.commons.activities.queries import Lateness, lateness
from hedgerow.foundation.warehouse.readings import Window

OF_MINUTES = ("4.3", "4.4")
"""The measures that read for how long somebody was there."""


@dataclass(frozen=True, slots=True)
class Quality:
    """``lateness`` is None where no minutes are read."""

    lateness: Lateness | None = None


def quality(window: Window, ecosystem: int, number: str) -> Quality:
    """What there is to say of a measure's records of the window, as they stand now."""
    if number not in OF_MINUTES:
        return Quality()
    return Quality(lateness(ecosystem, window.starts, window.ends))
