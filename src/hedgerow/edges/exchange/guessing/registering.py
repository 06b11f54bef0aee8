"""What is said of the two columns into which a register with a column for each day was spread."""

from typing import Final

from django.utils.translation import gettext as _

from ..across import called, years_of
from ..reading import Sheet
from .lookups import meant

WEIGHT: Final = 2.0
"""What a column for each day says for attendance."""
THERE: Final = "present"


def reason_for(column: str, field: str, sheet: Sheet) -> str:
    """Where the column comes from; empty of any other."""
    across = sheet.across
    if across is None or column not in (across.heading, across.cell):
        return ""
    if column == across.heading:
        said = _("the columns whose headings are days, a row for each filled cell")
        return f"{said}. {years_of(sheet)}" if sheet.years else said
    place = sheet.places[column]
    if field == "status" and {meant(field, row[place]) for _line, row in sheet.rows} == {THERE}:
        return _("all its marks say present: an empty cell marks nobody absent, a letter does")
    return _("what stands below the columns whose headings are days")


def title_of(column: str, sheet: Sheet) -> str:
    """The column as the reader calls it."""
    return called(column, sheet.across)
