"""Cells that no spreadsheet takes for formulas, and the texts they were made of."""

import re
from datetime import datetime
from decimal import Decimal

SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""With what a formula begins, in letters of half and of full width; Source: OWASP, CSV Injection."""
BEGINS = rf"^('*)(?=[\t\r])|(^|[;\t|\r\n])[ \"]*('*)(?=[{SIGNS}])"
"""Where a cell may begin: what stands between commas is cut anew where a spreadsheet's separator is
another, and quotation marks within a cell hold it together for commas alone."""
GUARD, GUARDED = re.compile(BEGINS), re.compile(BEGINS.replace("('*)", "('*)'"))
# what neither a workbook nor a reader takes; line breaks and tabs stay
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def harmless(value: object) -> object:
    """A value that a spreadsheet shows and does not run, by whatever it parts cells; numbers stay.

    An apostrophe stands before each sign with which a formula could begin; ``unguarded`` takes
    them away again.
    """
    plain: object = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(plain, str | int | float | Decimal | None):
        plain = str(plain)
    if isinstance(plain, str):
        return GUARD.sub(r"\g<0>'", CONTROL.sub("", plain))
    return plain


def unguarded(text: str) -> str:
    """The text that ``harmless`` was given, control characters aside."""
    return GUARDED.sub(lambda found: found[0][:-1], text) if "'" in text else text
