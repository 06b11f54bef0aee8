"""What is said of units and the numbers they can have."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.ecosystems.told import spoken

from .errors import OutOfBounds
from .models import Indicator
from .rules import bounds_of

KNOWN: Mapping[str, str | Promise] = {
    "percent": pgettext_lazy("unit", "percent"),
    "share": pgettext_lazy("unit", "share"),
    "people": pgettext_lazy("unit", "people"),
    "persons": pgettext_lazy("unit", "people"),
    "learners": pgettext_lazy("unit", "learners"),
    "students": pgettext_lazy("unit", "students"),
    "educators": pgettext_lazy("unit", "educators"),
    "teachers": pgettext_lazy("unit", "teachers"),
    "families": pgettext_lazy("unit", "families"),
    "households": pgettext_lazy("unit", "households"),
    "members": pgettext_lazy("unit", "members"),
    "partners": pgettext_lazy("unit", "partners"),
    "organisations": pgettext_lazy("unit", "organisations"),
    "schools": pgettext_lazy("unit", "schools"),
    "sessions": pgettext_lazy("unit", "sessions"),
    "activities": pgettext_lazy("unit", "activities"),
    "minutes": pgettext_lazy("unit", "minutes"),
    "hours": pgettext_lazy("unit", "hours"),
    "days": pgettext_lazy("unit", "days"),
    "weeks": pgettext_lazy("unit", "weeks"),
}
"""Units that are understood by their English name, in words of the page."""


def unit_of(row: Indicator) -> str:
    """The unit as the reader reads it: as it is told, else a known one in words of the page."""
    return spoken(row.told).get("unit") or str(KNOWN.get(row.unit.casefold(), row.unit))


def expected_of(unit: str) -> str:
    """What a value of a unit that has bounds is expected to be."""
    bounds = bounds_of(unit)
    if bounds is None:
        return _("any number")
    if bounds.most is None:
        return _("a number of at least %(least)s") % {"least": bounds.least}
    said = _("a number from %(least)s to %(most)s")
    return said % {"least": bounds.least, "most": bounds.most}


def out_of_bounds(field: str, value: Decimal, unit: str) -> OutOfBounds:
    """The refusal of a value that is no number of the unit."""
    said = f"{value.normalize():f}"
    return OutOfBounds(field=field, value=said, unit=unit, expected=expected_of(unit))
