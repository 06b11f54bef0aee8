"""Numbers with a sign or a percent sign, kept whole in sentences of either direction.

In a text that runs from right to left a lone minus or percent sign goes to the wrong side of its
number: “12 %” is shown as “% 12”. Isolates keep the order as it is written.
"""

from typing import Final

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

FROM_LEFT: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"


def whole(number: str) -> str:
    """The number, from left to right in a text that runs the other way."""
    return f"{FROM_LEFT}{number}{END}" if number and get_language_bidi() else number


def percent(number: str) -> str:
    """The number of hundredths with the percent sign where the reader's language has it."""
    return whole(_("%(number)s %%") % {"number": number})
