"""What has been published of an ecosystem, as its page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.foundation.ui import numerals

UNSAID = ("share", "year", "rank")
"""Units that the value or the name says already."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A published figure with its qualifier, source and date.

    ``states`` is value and unit as they are kept, whatever language tells them.
    """

    value: str
    unit: str
    qualifier: str
    as_of: str
    source: str
    states: tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What several sources say of one thing, side by side."""

    name: str
    stated: Sequence[StatedFigure]

    @property
    def disagrees(self) -> bool:
        return len({one.states for one in self.stated}) > 1


def figures_of(row: Ecosystem) -> list[FigureRow]:
    """The published figures in the order they were stated, those of one name together."""
    rows = list(Figure.objects.filter(ecosystem=row).order_by("position", "pk"))
    first: dict[str, int] = {}
    for place, figure in enumerate(rows):
        first.setdefault(figure.name, place)
    together = sorted(rows, key=lambda one: (first[one.name], one.position, one.pk))
    return [
        FigureRow(rows[first[name]].said("name"), [_stated(one) for one in same])
        for name, same in groupby(together, key=lambda one: one.name)
    ]


def _stated(figure: Figure) -> StatedFigure:
    """As its source gives it, a share in hundredths."""
    is_share = figure.unit == "share"
    plain = _plain(figure.value * 100 if is_share else figure.value)
    value = numerals.percent(plain) if is_share else numerals.whole(plain)
    unit = "" if figure.unit in UNSAID else figure.said("unit")
    states = figure.value, figure.unit
    return StatedFigure(value, unit, figure.said("qualifier"), figure.as_of, figure.source, states)


def _plain(value: Decimal) -> str:
    """Without zeros behind the point and without an exponent; from five digits on in thousands."""
    short = value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    return numerals.grouped(short)
