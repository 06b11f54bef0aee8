"""A field for a column whose heading says nothing that is known: by what its values are like."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from . import contents, lookups
from .layout import family_first, names_people

GROWN = 5
"""Years before this one in which somebody who takes part may still have been born."""


def by_content(
    target: Target, values: Sequence[str], taken: set[str], this_year: int, rows: int
) -> tuple[str, str]:
    """A field that is free and that the values are like, and why."""
    free = {one.name for one in target.fields} - taken
    if "email" in free and contents.all_match(values, contents.MAIL):
        return "email", _("all its values are e-mail addresses")
    if "website" in free and contents.all_match(values, contents.WEB):
        return "website", _("all its values are web addresses")
    if contents.day_format(values, month_first=True) not in (None, "serial"):
        year = contents.latest_year(values)
        for name, fits in (
            ("born", 0 < year <= this_year - GROWN and not contents.are_beginnings(values)),
            ("day", True),
            ("starts", True),
        ):
            if name in free and fits:
                return name, _("all its values are days")
    if "name" in free and names_people(target, "name") and family_first(values):
        return "name", _("its values are names, the family's first")
    for name in ("role", "status"):
        if name in free and lookups.looked_up(name, values):
            return name, _("its words are known: %(words)s") % {
                "words": ", ".join(sorted(set(values))[:4])
            }
    if "code" in free and len(values) == rows > 1 and contents.like_codes(values):
        return "code", _("each of its values stands once, as a number does")
    return "", _("nothing in it is known: it is left out unless you choose a field")
