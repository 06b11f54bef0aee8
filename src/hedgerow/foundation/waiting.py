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
    ``when`` says that time in words, by the page's clocks, where "by that day" would be wrong;
    ``zone`` by which clocks it is done: a time is told by both, a day by those (the page's own where
    there are none). ``there`` is what is due as they say it, without a zone: a page fills it in.
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
