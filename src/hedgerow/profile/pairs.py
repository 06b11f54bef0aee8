"""How many pairs of members work together of all there could be: the density of 2.1. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.foundation.warehouse.readings import Reading

PARTNERS = "2.1"


@dataclass(frozen=True, slots=True)
class Pairs:
    """``tied`` pairs of members, of so many ``possible`` ones; there is at least one."""

    tied: int
    possible: int

    @property
    def share(self) -> float:
        return self.tied / self.possible


def pairs(reading: Reading) -> Pairs | None:
    """The pairs that a reading of 2.1 tells of; None of any other, or where it has no value.

    Of n members with 2E/n partners each on average, E pairs of n(n − 1)/2 are tied.
    """
    if reading.number != PARTNERS or reading.value is None or reading.n < 2:
        return None
    return Pairs(round(reading.value * reading.n / 2), reading.n * (reading.n - 1) // 2)
