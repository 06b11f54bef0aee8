"""Whether a text fits its column: filled, of its kind, one of the words that may stand there."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from ..dates import read_date
from .layout import LONGEST, Heading

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FLAGS = frozenset({"true", "false"})
DAYS = ("YYYY-MM-DD", "M/D/YYYY")


def misfit(column: Heading, text: str, *, strict: bool) -> tuple[str, str] | None:
    """What should have stood there and the code for it; None where the text fits."""
    if column.refused:
        return None
    if not text:
        expected = _("a value; this column has to be filled")
        return (expected, "exchange.roster_empty") if column.must else None
    if "\0" in text or (len(text) > LONGEST and not column.many):
        expected = _("text of 1 to %(longest)s characters") % {"longest": LONGEST}
        return expected, "exchange.roster_text"
    if column.choices and text not in column.choices:
        expected = _("one of: %(choices)s") % {"choices": ", ".join(column.choices)}
        return expected, "exchange.roster_choice"
    unfit = _unfit(column.kind, text, strict=strict)
    return None if unfit is None else (unfit, f"exchange.roster_{column.kind}")


def _unfit(kind: str, text: str, *, strict: bool) -> str | None:
    """What should have stood there; None where the text is of its kind."""
    match kind:
        case "day":
            fits = day_of(text) and not (strict and "/" in text)
            return None if fits else _("a day as 2026-08-17")
        case "moment":
            return None if _moment(text) else _("a moment as 2026-08-17T09:30:00.000Z")
        case "flag":
            return None if text in FLAGS else _("true or false")
        case "year":
            return None if re.fullmatch("[12][0-9]{3}", text) else _("a year of four digits")
        case "birth":
            fits = text.isascii() and text.isdigit() and 1900 <= int(text) <= 2100
            return None if fits else _("a year from 1900 on, of four digits")
        case "number":
            return None if NUMBER.fullmatch(text) else _("a number such as 12.5")
    return None


@lru_cache(maxsize=4_096)
def day_of(text: str) -> date | None:
    """The day of a cell; None where it is none."""
    try:
        return read_date(text, DAYS)
    except ValueError:
        return None


def _moment(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text) is not None
    except ValueError:
        return False
