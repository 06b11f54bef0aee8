"""An ecosystem's figures as files."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hedgerow.foundation.ui.files import Sheet

from .queries import Line, Sides


def figures(sides: Iterable[Sides], groups: Iterable[Line]) -> tuple[Sheet, Sheet]:
    """Published figures, and how many people could be reached."""
    return (
        Sheet(
            "figures",
            (_("Figure"), _("Qualifier"), _("Value"), _("Unit"), _("Date"), _("Source")),
            lambda: (
                (side.name, one.qualifier, one.value, one.unit, one.as_of, one.source)
                for side in sides
                for one in side.lines
            ),
        ),
        Sheet(
            "populations",
            (pgettext("population", "Group"), _("People"), _("Date"), _("Source")),
            lambda: (
                (one.name or _("everybody"), one.value, one.as_of, one.source) for one in groups
            ),
        ),
    )
