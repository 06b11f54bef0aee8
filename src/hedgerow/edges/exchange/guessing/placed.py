"""A proposal beside the groups that are here."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from hedgerow.commons.membership.targets.classes import spelt

from ..reading import Sheet
from .learners import OF_LEARNERS
from .proposing import Proposal
from .sections import GROUP


def without_groups(
    found: Proposal, sheet: Sheet, here: Callable[[], Collection[str]]
) -> Proposal:  # fmt: skip
    """The proposal for a list of people, less a column of classes none of which is ``here`` (as spelt)."""
    columns = {one.field: one.column for one in found.guesses if one.field in (GROUP, "grade")}
    if found.target not in OF_LEARNERS or GROUP not in columns:
        return found
    place, known = sheet.places[columns[GROUP]], here()
    grade = sheet.places[columns["grade"]] if "grade" in columns else None
    for _line, row in sheet.rows:
        whole = spelt(f"{row[grade]} {row[place]}") if grade is not None else ""
        if spelt(row[place]) in known or (whole and whole in known):
            return found
    reason = _(
        "it says the class: bring the groups in first, then such a list puts learners into them"
    )
    guesses = (
        replace(one, field="", reason=reason) if one.field == GROUP else one
        for one in found.guesses
    )
    return replace(found, guesses=tuple(guesses))
