"""What the public may be shown of a reading, until complementary suppression exists.

Totals of a whole ecosystem only, and no figure from which a count of learners below the threshold
could be worked out; nor one of organisations to which activities make a difference that members
alone may see. Learners' shares above 95 % or below 5 % are shown as just that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hedgerow.foundation.warehouse.readings import Reading
from hedgerow.profile.levels import published
from hedgerow.profile.rules import capped_by

TOP, BOTTOM = 0.95, 0.05
FEWEST_CLUSTERS = 5
"""With fewer, the width of an interval gives the sites' own counts away."""
SHARE, NUMBER = 3, 2
"""Decimals that pages show of a share (a tenth of a percent) and of any other value: with all that
the computer has, value and rounded n give the learners' counts away."""
NARROWEST = 0.02
"""The narrowest stretch of a coded range that a level can still tell of (cuts .02 and .05)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading as a reader may see it; ``coded`` is "above", "below" or "".

    ``capped_by`` is the number of the measure that limits its level, "" where none does or where
    saying so would tell on which side of a cut the value lies. ``exact``: nothing is rounded.
    """

    reading: Reading
    coded: str = ""
    capped_by: str = ""
    exact: bool = False


def in_full(reading: Reading) -> Shown:
    """The reading as those see it who may see all of it."""
    return Shown(reading, capped_by=capped_by(reading, published()), exact=True)


def for_public(reading: Reading, threshold: int) -> Shown:
    """The reading with everything taken away that the public may not see."""
    reading = replace(reading, rows="")
    if reading.inner:
        return Shown(_bare(reading, "withheld", "inner"))
    if reading.smallest_cell is None:
        return in_full(reading)
    if reading.state != "ok":
        return Shown(_bare(reading, reading.state, reading.reason))
    if reading.is_share and reading.value is not None and _is_extreme(reading.value):
        return _coded(reading, threshold)
    if reading.smallest_cell < threshold:
        return Shown(_bare(reading, "withheld", "few_learners"))
    return _with_sure_cap(Shown(_total(reading, threshold)))


def _is_extreme(share: float) -> bool:
    return share > TOP or share < BOTTOM


def _coded(reading: Reading, threshold: int) -> Shown:
    """Neither value nor interval, and only where the level leaves enough learners in doubt."""
    if reading.n * NARROWEST < threshold:
        return Shown(_bare(reading, "withheld", "few_learners"))
    bare = Shown(
        replace(
            reading,
            value=None,
            lower=None,
            upper=None,
            level_lower=None,
            level_upper=None,
            n=_rounded(reading, threshold),
            coverage=_safe_coverage(reading, threshold),
            smallest_cell=None,
            coverage_of=None,
            clusters=0,
        ),
        coded="above" if (reading.value or 0) > TOP else "below",
    )
    return _with_sure_cap(bare)


def _with_sure_cap(shown: Shown) -> Shown:
    """With the measure that limits its level, if that follows from what is shown all the same.

    Worked out from the rounded value it can be wrong at a cut; taken from the exact one it would
    tell on which side of the cut that lies.
    """
    named = {capped_by(replace(shown.reading, value=end), published()) for end in ends(shown)}
    return replace(shown, capped_by=named.pop() if len(named) == 1 else "")


def ends(shown: Shown) -> tuple[float, float]:
    """The least and the greatest value that are shown like this."""
    if shown.exact:
        return shown.reading.value or 0.0, shown.reading.value or 0.0
    if shown.coded:
        return (TOP, 1.0) if shown.coded == "above" else (0.0, BOTTOM)
    half = 0.5 * 10 ** -(SHARE if shown.reading.is_share else NUMBER)
    value = shown.reading.value or 0.0
    return value - half, value + half


def _total(reading: Reading, threshold: int) -> Reading:
    """A reading whose counts are all large enough, without what would split them up."""
    wide = reading.clusters >= FEWEST_CLUSTERS
    return replace(
        reading,
        n=_rounded(reading, threshold),
        value=as_said(reading, reading.value),
        lower=as_said(reading, reading.lower) if wide else None,
        upper=as_said(reading, reading.upper) if wide else None,
        level_lower=reading.level_lower if wide else None,
        level_upper=reading.level_upper if wide else None,
        coverage=_safe_coverage(reading, threshold),
        smallest_cell=None,
        coverage_of=None,
        clusters=0,
    )


def as_said(reading: Reading, value: float | None) -> float | None:
    """A value or bound of the reading with the decimals that pages show of it."""
    return None if value is None else round(value, SHARE if reading.is_share else NUMBER)


def _rounded(reading: Reading, threshold: int) -> int:
    """Learners down to a multiple of the threshold: no difference of two readings counts a few."""
    return reading.n - reading.n % threshold if reading.is_share else reading.n


def _safe_coverage(reading: Reading, threshold: int) -> float | None:
    """Coverage, unless it would tell of fewer records missing, or there, than the threshold."""
    if reading.coverage is None or reading.coverage == 1:
        return reading.coverage
    of = reading.n if reading.coverage_of is None else reading.coverage_of
    missing = of * (1 - reading.coverage)
    return round(reading.coverage, SHARE) if min(missing, of - missing) >= threshold else None


def _bare(reading: Reading, state: str, reason: str) -> Reading:
    return Reading(
        number=reading.number,
        window=reading.window,
        state=state,  # type: ignore[arg-type]  # one of the states by construction
        reason=reason,
        is_share=reading.is_share,
        was_sufficient=reading.was_sufficient,
    )
