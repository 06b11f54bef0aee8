"""How opportunities are put in words that a child can read."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

Text = str | Promise
ACCESS: Final[Mapping[str, Text]] = {
    "step-free": gettext_lazy("No steps on the way in"),
    "accessible-toilet": gettext_lazy("A toilet for wheelchair users"),
    "sign-language": gettext_lazy("Sign language"),
    "easy-language": gettext_lazy("Easy words"),
    "captions": gettext_lazy("Captions for what is spoken"),
    "quiet-space": gettext_lazy("A quiet place to rest"),
    "assistance-animals": gettext_lazy("Assistance dogs are welcome"),
    "transport": gettext_lazy("Help with the way there"),
    "childcare": gettext_lazy("Small children are looked after"),
    "interpreter": gettext_lazy("Somebody who interprets"),
}
"""What helps somebody to take part."""


def language(code: str) -> str:
    """The language's name for the reader; its code where it has none."""
    try:
        found = Locale.parse(code, sep="-").get_display_name(get_language() or "en")
    except (UnknownLocaleError, ValueError):
        return code
    return str(found or code)


def cost(amount: Decimal, currency: str) -> str:
    """What it costs, in the reader's way of writing money."""
    if not amount:
        return _("It costs nothing.")
    locale = (get_language() or "en").replace("-", "_")
    try:
        return str(format_currency(amount, currency, locale=locale, numbering_system="latn"))
    except (UnknownLocaleError, ValueError):
        return f"{currency} {amount}"


def days(starts: date | None, ends: date | None) -> str:
    """On which days, in a few words."""
    if starts is None:
        if ends is None:
            return _("At any time")
        return _("Until %(day)s") % {"day": date_format(ends, "DATE_FORMAT")}
    first = date_format(starts, "DATE_FORMAT")
    if ends is None or ends == starts:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(ends, "DATE_FORMAT")}


def clock(begins: time | None) -> str:
    return time_format(begins, "TIME_FORMAT") if begins is not None else ""


def ages(youngest: int | None, oldest: int | None) -> str:
    """Of which age one has to be; nothing where it is for any."""
    if youngest is not None and oldest is not None:
        return _("%(from)s to %(to)s years old") % {"from": youngest, "to": oldest}
    if youngest is not None:
        return _("%(from)s years old or older") % {"from": youngest}
    if oldest is not None:
        return _("up to %(to)s years old") % {"to": oldest}
    return ""


def listed(words: Sequence[Text]) -> str:
    return _(", ").join(str(word) for word in words)


def places(left: int | None, *, is_given: bool = False) -> str:
    """Whether a place is free, where one signs up for places; ``is_given`` by a round now."""
    if is_given:
        return _("places are given by a round of choice")
    if left is None:
        return ""
    if not left:
        return _("full, with a waiting list")
    return ngettext("%(n)s place is free", "%(n)s places are free", left) % {"n": left}
