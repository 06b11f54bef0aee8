"""How good the records are that a reading was read from, beyond how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.activities.queries import Lateness, Minimums, lateness, minimums
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.readings import Window

OF_MINUTES = ("4.3", "4.4")
"""The measures that read for how long somebody was there."""

OF_MINIMUMS = "4.4"


@dataclass(frozen=True, slots=True)
class Quality:
    """``lateness`` and ``minimums`` are None where the measure does not read such records."""

    lateness: Lateness | None = None
    minimums: Minimums | None = None
    may_set: bool = False


def quality(actor: Actor, window: Window, ecosystem: int, number: str) -> Quality:
    """What there is to say of a measure's records of the window, as they stand now."""
    if number not in OF_MINUTES:
        return Quality()
    days, read = (window.starts, window.ends), (ecosystem, *beneath(ecosystem).all)
    return Quality(
        lateness(read, *days),
        minimums(read, *days) if number == OF_MINIMUMS else None,
        actor.may(EDIT_ACTIVITIES, ecosystem),
    )
