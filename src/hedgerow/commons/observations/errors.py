"""What the rules of observations refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class IndicatorLocked(Refused):
    code = "observations.indicator_locked"
    text = _("“%(key)s” has observations: its unit, baseline and minimum change stay as they are.")
    next_step = _("Start a new indicator if these were wrong.")


class ValueOrReason(Refused):
    code = "observations.value_or_reason"
    text = _("An observation has either a value or the reason why it is missing.")
    next_step = _("Enter the value, or say why there is none; 0 is a value.")


class PeriodOrder(Refused):
    code = "observations.period_order"
    text = _("A period ends on or after the day it starts.")
    next_step = _("Mend the two days.")


class OutOfBounds(Refused):
    """``field`` in its details names what is out of bounds: value, baseline or target."""

    code = "observations.out_of_bounds"
    text = _("%(value)s is no number of %(unit)s: expected %(expected)s.")
    next_step = _("Check the number and the unit. Nothing was saved.")


class NothingToSample(Refused):
    code = "observations.nothing_to_sample"
    text = _("Nothing was recorded in these days.")
    next_step = _("Choose days on which registers were taken.")


class RecordedByYou(Refused):
    code = "observations.recorded_by_you"
    text = _("You recorded this yourself, so somebody else checks it.")
    next_step = _("Go on to the next record.")
