"""What a measure is called, how it is computed and what keeps it honest."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure, as ``/measures`` shows it; its cuts are in ``levels.toml``."""

    number: str
    title: Text
    formula: Text
    unit: Text
    guard: Text
    source: Text
    exact: str = ""
    """The formula in signs, ``_`` before what stands below: the same in every language."""
    where: Sequence[tuple[str, Text]] = ()
    """What each sign of it means."""

    @property
    def feature(self) -> int:
        return int(self.number.partition(".")[0])
