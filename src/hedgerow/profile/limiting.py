"""What keeps a measure at level 3 whose own value reaches level 4, as far as what is shown tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from hedgerow.profile.disclosure import Shown, ends
from hedgerow.profile.levels import LEVELS, published
from hedgerow.profile.rules import VERIFICATION, level_of

EARLIER: Final = "earlier"
"""In place of a measure's number: the cut was not reached in the window before."""


def with_limits(shown: Mapping[str, Shown]) -> dict[str, Shown]:
    """The readings of one snapshot, those that a rule keeps from level 4 with what it is."""
    return {
        number: one if one.capped_by else replace(one, capped_by=_kept_from_top(one, shown))
        for number, one in shown.items()
    }


def _kept_from_top(one: Shown, beside: Mapping[str, Shown]) -> str:
    """The measure that limits it, or verification, or else the window before.

    Nothing that does not follow from what is shown: of a measure that this reader may not see,
    the name of the limit would tell.
    """
    number, scale = one.reading.number, published()
    cuts = scale.cuts[number]
    if one.reading.level != LEVELS - 1 or not cuts or (one.reading.value is None and not one.coded):
        return ""
    if any(level_of(end, cuts) < LEVELS for end in ends(one)):
        return ""
    if number in scale.caps:
        level = beside[cap].reading.level if (cap := scale.caps[number]) in beside else None
        if level is None or level < LEVELS:
            return cap if level == LEVELS - 1 else ""
    verified = _is_verified(beside.get(VERIFICATION))
    if verified is None:
        return ""
    return EARLIER if verified else VERIFICATION


def _is_verified(shown: Shown | None) -> bool | None:
    """Whether enough is verified for level 4; None where that is not shown."""
    if shown is None or shown.reading.state == "withheld":
        return None
    if shown.reading.value is None and not shown.coded:
        return False
    reached = {end >= published().verification for end in ends(shown)}
    return reached.pop() if len(reached) == 1 else None
