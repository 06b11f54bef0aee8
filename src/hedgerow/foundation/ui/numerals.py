"""Large numbers as people read them; numbers with a sign, kept whole in sentences of either direction.

In a text that runs from right to left a lone minus or percent sign goes to the wrong side of its
number: “12 %” is shown as “% 12”. Isolates keep the order as it is written.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from math import isfinite
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

FROM_LEFT: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"
LARGE: Final = 10_000
"""From here on the thousands stand apart; years and most codes are smaller."""
EXACT: Final = Context(prec=400)
"""No number of a page is too long to be rounded."""


class Tally(int):
    """A whole number that is written with its thousands apart, in the reader's language."""

    def __str__(self) -> str:
        return grouped(int(self))


def grouped(number: float | Decimal) -> str:
    """The number in the reader's language, the thousands of a large one apart."""
    return number_format(number, force_grouping=not -LARGE < number < LARGE)


def tally(value: object, decimals: int | None = None) -> object:
    """What a page prints of a number: still a number where plurals ask for one; all else as it is.

    What is no whole number keeps its decimals, or ``decimals`` of them at most.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, int):
        return Tally(value)
    if not isfinite(value):
        return value
    if decimals is None:
        return grouped(value)
    short = _rounded(value, decimals)
    return grouped(int(short) if short == int(short) else short)


def counted(number: float | Decimal) -> int:
    """By what a plural of the number is chosen, to one decimal; fractions go with a hundred."""
    short = _rounded(number, 1)
    return int(short) if short == int(short) else 100


def aligned(value: object, decimals: int = 1) -> object:
    """What a column prints of a number: always so many decimals, so that they stand in line."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return grouped(_rounded(value, decimals)) if isfinite(value) else value


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, EXACT)


def whole(number: str) -> str:
    """The number, from left to right in a text that runs the other way."""
    return f"{FROM_LEFT}{number}{END}" if number and get_language_bidi() else number


def percent(number: str) -> str:
    """The number of hundredths with the percent sign where the reader's language has it."""
    return whole(_("%(number)s %%") % {"number": number})
