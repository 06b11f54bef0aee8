"""Files as pages show them, and the file to hand out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from . import keeping
from .models import StoredFile
from .owners import OWNERS


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a row."""

    uuid: UUID
    name: str
    kind: str
    bytes: int
    by: str
    at: datetime
    may_remove: bool


@dataclass(frozen=True, slots=True)
class FilesOf:
    """The files of one row, and whether the reader may add one."""

    kind: str
    about: UUID
    files: Sequence[FileLine]
    may_add: bool


def files_of(actor: Actor, kind: str, about: UUID) -> FilesOf:
    """Files of a row as far as the actor may see them, the newest first."""
    may_change = may_add(actor, kind, about)
    return FilesOf(kind, about, files_by_owner(actor, kind, [about]).get(about, []), may_change)


def files_by_owner(actor: Actor, kind: str, abouts: Sequence[UUID]) -> dict[UUID, list[FileLine]]:
    """The same for several rows of a kind, in two queries."""
    may_change = set(_changed(actor, kind).filter(uuid__in=abouts).values_list("uuid", flat=True))
    rows = StoredFile.objects.visible_to(actor).filter(about_kind=kind, about__in=abouts)
    found: dict[UUID, list[FileLine]] = {}
    for row in rows.select_related("added_by").order_by("-added_at", "-pk"):
        by = row.added_by.name if row.added_by else ""
        line = FileLine(
            row.uuid, row.name, row.kind, row.bytes, by, row.added_at, row.about in may_change
        )
        found.setdefault(row.about, []).append(line)
    return found


def file_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> StoredFile:
    """One file; raises NotFound."""
    rows = StoredFile.objects.visible_to(actor).filter(ecosystem=ecosystem)
    found = rows.select_related("ecosystem").filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def owner_for(actor: Actor, ecosystem: Ecosystem, kind: str, about: UUID) -> None:
    """Raise NotFound unless the actor sees the files of that row."""
    owner = OWNERS.get(kind)
    if owner is None or not owner.seen(actor).filter(ecosystem=ecosystem, uuid=about).exists():
        raise NotFound


def may_add(actor: Actor, kind: str, about: UUID) -> bool:
    """Whether the actor may add a file to that row; in a closed ecosystem nobody may."""
    return bool(_changed(actor, kind).filter(uuid=about).exists())


def _changed(actor: Actor, kind: str) -> QuerySet[Any]:
    rows = OWNERS[kind].changed(actor)
    return rows if actor.steward else rows.exclude(ecosystem__in=list(actor.closed))


def files_to_hand_out(actor: Actor, person: int) -> list[StoredFile]:
    """Files about the person, and those about nobody that the person attached, which lie here.

    As far as the actor may see them: an archive of the person's hands out no others.
    """
    mine = Q(person=person) | Q(person=None, added_by=person)
    rows = StoredFile.objects.visible_to(actor).filter(mine).order_by("pk")
    return [row for row in rows if keeping.path_of(row.uuid).is_file()]


def attached_to(ecosystem: Ecosystem) -> Iterator[tuple[UUID, Path]]:
    """Every file of an ecosystem that lies here, by its id: for an archive of the whole."""
    rows = StoredFile.objects.filter(ecosystem=ecosystem).order_by("pk")
    for uuid in rows.values_list("uuid", flat=True).iterator():
        path = keeping.path_of(uuid)
        if path.is_file():
            yield uuid, path
