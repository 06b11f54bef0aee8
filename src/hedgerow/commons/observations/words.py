"""What is said of units and the numbers they can have."""

from decimal import Decimal

from django.utils.translation import gettext as _

from .errors import OutOfBounds
from .rules import bounds_of


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
