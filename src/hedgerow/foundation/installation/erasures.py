"""Who was erased here, outside the database, so that no back-up brings them back unseen.

One line an erasure: the moment and the person's public id, no name. Lines are added once the erasure
is committed; the list stays where it is through a restore, goes into back-ups, and takes up what
comes with them: it only grows. Who is there although erased, the module that the setting
``HEDGEROW_ERASING`` names knows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.foundation.installation.health import pending_migrations
from hedgerow.foundation.installation.home import Home, persist

NAME = "erasures.txt"


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who is there although erased, by public id, and the ecosystem that keeps the record.

    ``merged`` is another record that lies in the same row: what is to be erased, people decide.
    """

    person: str
    ecosystem: str
    merged: str = ""

    def __str__(self) -> str:
        return f"{self.person} ({self.ecosystem or '–'})"


class Erasing(Protocol):
    """What the module of ``HEDGEROW_ERASING`` offers."""

    def known(self) -> Mapping[UUID, datetime]:
        """Whom the database knows to have been erased, and when."""

    def there(self, erased: Iterable[UUID]) -> tuple[There, ...]:
        """Those of them who are in the database."""

    def erase_again(self, erased: Iterable[UUID], *, at: datetime) -> tuple[There, ...]:
        """Erase those of them who are in the database alone in their row; all who were there."""


def erasing() -> Erasing:
    return cast(Erasing, import_module(settings.HEDGEROW_ERASING))


def noted(home: Home) -> dict[UUID, datetime]:
    """Whom the list names, and when each was erased first; what is no line of ours is passed over."""
    return read(home.path / NAME)


def read(path: Path) -> dict[UUID, datetime]:
    """A list of erasures, that of a back-up too."""
    found: dict[UUID, datetime] = {}
    if path.is_file():
        for line in path.read_text("utf-8", "replace").splitlines():
            moment, _, person = line.partition(" ")
            with suppress(ValueError):
                found.setdefault(UUID(person), datetime.fromisoformat(moment))
    return found


def note(home: Home, erased: Mapping[UUID, datetime]) -> None:
    """Add those who are not on the list yet; it is on the disk when this returns."""
    there = noted(home)
    new = {one: at for one, at in erased.items() if one not in there}
    if new or not (home.path / NAME).exists():
        add(home, new)


def add(home: Home, erased: Mapping[UUID, datetime]) -> None:
    """The same of people who were just erased: the list is not read, however long it is.

    Whoever stands there twice was erased at the first of the moments.
    """
    lines = "".join(f"{at.isoformat()} {one}\n" for one, at in erased.items())
    path = home.path / NAME
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        cut_off = bool(size) and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, ("\n" * cut_off + lines).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    persist(home.path)


def begin(home: Home) -> None:
    """Begin the list with whom the database knows to have been erased; one that is there stays.

    A database of an earlier version is not asked: the list begins once it is brought to this one.
    """
    if not (home.path / NAME).exists() and not pending_migrations():
        note(home, erasing().known())


def take_up(home: Home, staged: Path) -> bool:
    """Put a back-up's list to ours; whether somebody on it is in the database that goes aside."""
    found = connection.vendor == "postgresql" or home.database.exists()
    is_there = False
    if found:
        with suppress(DatabaseError):  # nothing is installed in it, or it is damaged
            begin(home)
    if theirs := read(staged / NAME):
        note(home, theirs)
    if found:
        with suppress(DatabaseError):
            is_there = bool(erasing().there(noted(home)))
    connection.close()
    return is_there


def sentences(there: tuple[There, ...]) -> Iterator[str]:
    """Who was in a back-up although erased, and what became of them; no names."""
    again = [str(one) for one in there if not one.merged]
    if again:
        yield ngettext(
            "%(n)s person in it had been erased since, and is erased again: %(who)s",
            "%(n)s persons in it had been erased since, and are erased again: %(who)s",
            len(again),
        ) % {"n": len(again), "who": ", ".join(again)}
    for one in there:
        if one.merged:
            yield _(
                "%(who)s had been erased, and in it shares a record with %(other)s, who was not: "
                "make them two again, or erase the record by hand."
            ) % {"who": one, "other": one.merged}


def erase_again(home: Home, at: datetime) -> tuple[There, ...]:
    """Before anything serves: erase again who is there although erased. All who were there.

    What the database itself knows of erasures is put on the list.
    """
    by_whom = erasing()
    note(home, by_whom.known())
    return by_whom.erase_again(noted(home), at=at)
