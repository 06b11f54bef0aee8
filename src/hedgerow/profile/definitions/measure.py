"""What a measure is called, how it is computed and what keeps it honest."""

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

    @property
    def feature(self) -> int:
        return int(self.number.partition(".")[0])
