"""What waits for somebody: each app's ``queries.waiting_for(actor)`` gives a list for "my week"."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where, in which ecosystem, and when it is (or was) due."""

    title: Text
    url: str
    ecosystem: str
    why: Text = ""
    due: datetime | None = None
