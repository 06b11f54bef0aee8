"""What waits for somebody: a line of "my week", as the ``parts(actor)`` of an app give it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise

Text = str | Promise


class Where(NamedTuple):
    """An ecosystem: its short name, and what it is called for the reader."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where, in which ecosystem, and when it is (or was) due.

    ``why`` says the next step, as one would ask somebody to take it ("Mark who came").
    ``when`` says that time in words where "by that day" would be wrong; ``zone`` by which clocks it
    is told (the page's own where there is none).
    ``there`` is the time that is due as the clock says it there, without a zone: a page fills it in.
    ``runs``: it does not wait, it goes on: to be found in the week, with what one may do about it.
    """

    title: Text
    url: str
    where: Where
    why: Text = ""
    due: datetime | None = None
    when: Text = ""
    zone: str = ""
    runs: bool = False
    there: datetime | None = None

    @property
    def ecosystem(self) -> str:
        return self.where.name
