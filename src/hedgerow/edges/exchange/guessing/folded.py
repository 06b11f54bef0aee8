"""Headings as they are compared."""

import re
from typing import Final

from hedgerow.commons.people.rules import fold

ELISION: Final = re.compile(r"\b([dlnmtsj]|qu|(?:d|n|a|su|da)?[ae]?ll|un)['’](?=\w)", re.IGNORECASE)
"""What stands before an apostrophe and is an article: *d'élève*, *dell'alunno*."""


def plain(heading: str) -> str:
    """A heading as it is compared: folded, without signs."""
    return " ".join("".join(one if one.isalnum() else " " for one in fold(heading)).split())


def parted(heading: str) -> str:
    """The same, with articles before an apostrophe apart from the word."""
    return plain(ELISION.sub(lambda found: found.group(1) + " ", heading))
