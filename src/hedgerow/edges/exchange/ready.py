"""A set compared before anything is locked, so that others go on writing meanwhile."""

from dataclasses import dataclass
from datetime import date

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.leading import above
from hedgerow.foundation.journal.marks import Mark, mark
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff

from .comparing import Upload, compared
from .pipeline import Cleaned


@dataclass(frozen=True, slots=True)
class Ready:
    """A comparison, the day it was made, and how far the books were written then."""

    diff: Diff
    day: date
    books: Mark

    def still_holds(self, ecosystem: Ecosystem) -> bool:
        """Whether nobody has done anything here since, nor in the networks above."""
        return self.day == today(ecosystem) and self.books == _books(ecosystem, self.books.floor)


def made_ready(ecosystem: Ecosystem, upload: Upload, found: Cleaned, by: Actor) -> Ready | None:
    """Compare a set, which may have a country's rows; None of a spreadsheet, which is quickly done."""
    if found.roster is None:
        return None
    books, day = _books(ecosystem, None), today(ecosystem)
    return Ready(compared(ecosystem, upload, found, by), day, books)


def _books(ecosystem: Ecosystem, floor: int | None) -> Mark:
    return mark([ecosystem.pk, *above(ecosystem)], floor)
