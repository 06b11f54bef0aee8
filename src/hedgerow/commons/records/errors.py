"""What the rules of records refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NoSuchLevel(Refused):
    code = "records.no_such_level"
    text = _("%(level)s is not a level of this scale.")
    next_step = _("Choose one of the levels that the scale lists.")


class LevelOutOfBounds(Refused):
    """Of an item without steps, whose levels nothing lists."""

    code = "records.level_out_of_bounds"
    text = _("%(level)s cannot be a level: it has to be between %(least)s and %(most)s.")
    next_step = _("This item has no steps of its own: enter 1 where it was reached.")


class InTheFuture(Refused):
    code = "records.in_the_future"
    text = _("Progress cannot be recorded before it happened.")
    next_step = _("Enter the day on which it was seen.")
