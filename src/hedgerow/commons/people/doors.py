"""Asks what waits for somebody only where something can: one question to all apps comes first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .models import Person
from .ties import with_ties


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind, and the rows without any of which there are none.

    ``behind`` finds at least all that ``lines`` tells of. It may find more, and is cheap to ask.
    Without it the part is always asked: where its first query would be no dearer.
    """

    lines: Callable[[Actor], Iterable[Waiting]]
    behind: Sequence[QuerySet[Any]] | None = None


def asked(actor: Actor, *apps: Callable[[Actor], Iterable[Part]]) -> list[Waiting]:
    """The lines of each part behind which there is a row. Two queries, and those of such parts."""
    if actor.person_id is None:
        return []
    tied = with_ties(actor)
    parts = [part for app in apps for part in app(tied)]
    rows = [rows for part in parts for rows in part.behind or ()]
    me = Person.objects.filter(pk=actor.person_id).values_list(*(Exists(one) for one in rows))
    there = iter(me.first() or [False] * len(rows)) if rows else iter(())
    # a list, so that every door is passed
    opens = [
        any([part.behind is None, *(next(there) for _ in part.behind or ())]) for part in parts
    ]
    return [
        line
        for part, is_open in zip(parts, opens, strict=True)
        if is_open
        for line in part.lines(tied)
    ]
