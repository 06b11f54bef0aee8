"""How figures, levels and states are said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui import numerals
from hedgerow.foundation.warehouse.readings import Reading
from hedgerow.profile.definitions import SHARES
from hedgerow.profile.definitions.measure import Text
from hedgerow.profile.limiting import EARLIER
from hedgerow.profile.needs import NEEDS

NOTHING = "–"

LEVELS: tuple[Text, ...] = (
    _("measured, below the first cut"),
    _("begun"),
    _("practised by some"),
    _("routine for most"),
    _("routine for most, twice in a row and verified"),
)

REASONS: Mapping[str, Text] = {
    "": "",
    "too_few": _("Fewer than five records so far."),
    "coverage": _("More than half of the records it needs are missing."),
    "undefined": _("The records so far do not allow a figure."),
    "no_minimum": _("No place that ended had its minimum declared before it began."),
    "few_ties": _(
        "Members have less than one tie each on average: too few to call one of them a hub."
    ),
    "no_population": _("No population figure with source and date is recorded."),
    "more_than_eligible": _("More people took part than the population figure allows."),
    "groups_undeclared": _("No groups were declared before people took part."),
    "groups_unrecorded": _("More than one participant in five has no group recorded."),
    "one_group": _("There are not two groups large enough to compare."),
    "no_sample": _("No sample of records was drawn in these twelve months."),
    "cap": _("The measure that limits it cannot be read."),
    "few_learners": _("Too few learners to show it without pointing at one of them."),
    "inner": _("It rests on activities that only members see."),
    "not_read": "",
    "not_built": "",
}

LIMITS: Mapping[str, Text] = {EARLIER: _("the twelve months before")}
"""What limits a level, where that is no measure of a number."""

STATES: Mapping[str, Text] = {
    "ok": _("measured"),
    "insufficient": _("too few records"),
    "withheld": _("withheld"),
    "data_error": _("the records contradict each other"),
    "not_read": _("nothing has been read yet"),
    "not_built": _("not computed in this version"),
}


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal, in the reader's language."""
    if share is None:
        return NOTHING
    return numerals.percent(number_format(_rounded(100 * share, 1)))


def figure(reading: Reading, value: float | None) -> str:
    """A value or bound of this reading: shares as percentages, all else with two decimals."""
    if value is None:
        return NOTHING
    if reading.is_share:
        return percent(value)
    return numerals.whole(number_format(_rounded(value, 2)))


def _rounded(value: float, places: int) -> Decimal:
    """To the nearest (to even half-way): a number's own formatting would cut it."""
    return round(Decimal(str(value)), places)


def count(number: int) -> str:
    """A whole number; from five digits on the thousands stand apart."""
    return numerals.grouped(number)


def cut(number: str, value: float) -> str:
    """A cut in the unit in which the measure's value is said, without needless decimals."""
    is_share = number in SHARES
    said = number_format(Decimal(f"{100 * value if is_share else value:g}"))
    return numerals.percent(said) if is_share else numerals.whole(said)


def why(reading: Reading) -> Text:
    """Why there is no value: which records are missing, where the measure tells."""
    need = NEEDS.get(reading.number)
    if need and reading.reason == "too_few":
        return str(_("Fewer than five so far: %(records)s.") % {"records": need.records})
    if need and reading.reason == "coverage":
        return str(_("More than half is missing of: %(records)s.") % {"records": need.covers})
    return REASONS[reading.reason]


def coded(code: str) -> str:
    """What stands for a share of learners that is too near to all or none."""
    return str(_("above 95 %") if code == "above" else _("below 5 %"))
