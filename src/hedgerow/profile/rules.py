"""From readings to levels, and from levels to a feature's level. Pure; no clock, no Django."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from hedgerow.foundation.warehouse.readings import Reading
from hedgerow.profile.levels import LEVELS, Scale

Readings = Mapping[str, Reading]

VERIFICATION = "6.4"


def level_of(value: float, cuts: Sequence[float]) -> int:
    """How many cuts the value reaches, 0 to 4; falling cuts are maxima."""
    falling = cuts[0] > cuts[-1]
    return sum(value <= cut if falling else value >= cut for cut in cuts)


def with_levels(readings: Readings, scale: Scale, before: Readings | None = None) -> Readings:
    """Give each sufficient reading its level and the levels of its interval's ends.

    Level 4 needs cut 4 in this window and the one ``before``, and verification. A capped
    measure is never above the measure that caps it, and insufficient without it.
    """
    verified = readings.get(VERIFICATION)
    is_verified = bool(verified and (verified.value or 0) >= scale.verification)
    levelled = {
        number: replace(
            _levelled(one, scale, is_verified and _reached_top(number, scale, before)),
            was_sufficient=_was_sufficient(number, before),
        )
        for number, one in readings.items()
    }
    return {number: _capped(one, levelled, scale) for number, one in levelled.items()}


def _was_sufficient(number: str, before: Readings | None) -> bool:
    earlier = (before or {}).get(number)
    return earlier is not None and earlier.is_sufficient


def _reached_top(number: str, scale: Scale, before: Readings | None) -> bool:
    earlier = (before or {}).get(number)
    if earlier is None or earlier.value is None or not scale.cuts[number]:
        return False
    return level_of(earlier.value, scale.cuts[number]) == LEVELS


def _levelled(reading: Reading, scale: Scale, top_allowed: bool) -> Reading:
    cuts = scale.cuts[reading.number]
    if reading.value is None or not cuts:
        return reading
    highest = LEVELS if top_allowed else LEVELS - 1
    if reading.lower is None or reading.upper is None:
        low, high = 0, highest
    else:
        ends = [level_of(bound, cuts) for bound in (reading.lower, reading.upper)]
        low, high = min(*ends, highest), min(max(ends), highest)
    level = min(level_of(reading.value, cuts), highest)
    return replace(reading, level=level, level_lower=min(low, level), level_upper=max(high, level))


def _capped(reading: Reading, readings: Readings, scale: Scale) -> Reading:
    if reading.number not in scale.caps or reading.level is None:
        return reading
    cap = readings.get(scale.caps[reading.number])
    if cap is None or cap.level is None:
        return replace(
            reading,
            state="insufficient",
            reason="cap",
            value=None,
            lower=None,
            upper=None,
            level=None,
            level_lower=None,
            level_upper=None,
        )
    return replace(
        reading,
        level=min(reading.level, cap.level),
        level_lower=_least(reading.level_lower, cap.level_lower),
        level_upper=_least(reading.level_upper, cap.level_upper),
    )


def capped_by(reading: Reading, scale: Scale) -> str:
    """The number of the measure that keeps this reading's level below what its own value reaches."""
    cuts = scale.cuts[reading.number]
    if reading.number not in scale.caps or None in (reading.level, reading.value) or not cuts:
        return ""
    reached = min(level_of(reading.value or 0.0, cuts), LEVELS - 1)
    return scale.caps[reading.number] if reached > (reading.level or 0) else ""


def _least(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else min(one, other)


@dataclass(frozen=True, slots=True)
class FeatureLevel:
    """A feature's level with its range; ``level`` is None where records are insufficient.

    ``sufficient`` of ``of`` levelled measures were sufficient, shown as "4 of 6".
    """

    feature: int
    level: int | None
    lower: int | None
    upper: int | None
    sufficient: int
    of: int


def feature_level(feature: int, numbers: Sequence[str], readings: Readings) -> FeatureLevel:
    """Lower median of the levels of ``numbers`` (the feature's levelled measures).

    A measure that was sufficient in the window before and is insufficient now counts as 0, and
    as read: not recording never helps. At least half of the measures must be read. One that this
    reader may not see is left out of the level, and can lie anywhere in its range.
    """
    found = [readings[number] for number in numbers if number in readings]
    read = [one for one in found if one.level is not None]
    lapsed = [one for one in found if one.has_lapsed]
    levels = [one.level or 0 for one in read] + [0] * len(lapsed)
    if not levels or 2 * len(levels) < len(numbers):
        return FeatureLevel(feature, None, None, None, len(read), len(numbers))
    unseen = sum(one.state == "withheld" for one in found)
    worst = [_bound(one.level_lower, 0) for one in read] + [0] * (len(lapsed) + unseen)
    best = [_bound(one.level_upper, LEVELS) for one in read] + [0] * len(lapsed)
    best += [LEVELS] * unseen
    return FeatureLevel(
        feature,
        lower_median(levels),
        lower_median(worst),
        lower_median(best),
        len(read),
        len(numbers),
    )


def _bound(level: int | None, end: int) -> int:
    """A bound's level; one that this reader may not see can lie as far as the scale goes, so that
    nobody reads a narrower range than there is.
    """
    return end if level is None else level


def lower_median(levels: Sequence[int]) -> int:
    """The ⌈k/2⌉-th smallest of k levels."""
    return sorted(levels)[ceil(len(levels) / 2) - 1]
