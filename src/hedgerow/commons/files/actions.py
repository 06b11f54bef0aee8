"""Attaching files and removing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
from hedgerow.foundation.uploads import UploadTooLarge, accept

from . import keeping, rules, taking
from .clearing import let_go
from .errors import EmptyFile, TooManyFiles
from .models import StoredFile
from .owners import OWNERS

CHANGE = "files.file:change"
MOST_FILES: Final = 20


@transaction.atomic
def attach_file(
    kind: str,
    about: UUID,
    file: File[Any],
    *,
    by: Actor,
    at: datetime,
    keep_until: date | None = None,
) -> StoredFile:
    """Keep a file about that row. It goes with the person it speaks of, and after ``keep_until``.

    Raises NotFound for a row whose files the actor does not see, NotPermitted, EmptyFile,
    TooManyFiles, UploadTooLarge or WrongKindOfFile.
    """
    owner = OWNERS.get(kind)
    row = owner.seen(by).filter(uuid=about).first() if owner else None
    if owner is None or row is None:
        raise NotFound
    if not owner.changed(by).filter(pk=row.pk).exists():
        raise NotPermitted(permission=CHANGE)
    if not file.size:
        raise EmptyFile(name=file.name or "?")
    if file.size > rules.MOST:
        raise UploadTooLarge(most=rules.MOST >> 20)
    found = accept(file, rules.TYPES)
    if StoredFile.objects.filter(about_kind=kind, about=about).count() >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    uuid = new_uuid()
    size, digest = keeping.write(uuid, file.chunks())
    made = StoredFile.objects.create(
        uuid=uuid, ecosystem=row.ecosystem, about_kind=kind, about=about, person_id=owner.person(row),
        name=rules.clean_name(file.name or "", found), kind=found, bytes=size, digest=digest,
        added_by_id=by.person_id, added_at=at, keep_until=keep_until, origin=by.origin,
    )  # fmt: skip
    taking.record("attached", made, by, at, {"kind": found, "bytes": size, "digest": digest})
    return made


@transaction.atomic
def remove_file(file: StoredFile, *, by: Actor, at: datetime) -> None:
    """Take a file away for good. Raises NotFound to whom it is hidden, or NotPermitted."""
    row = StoredFile.objects.visible_to(by).select_for_update().filter(pk=file.pk).first()
    if row is None:
        raise NotFound
    if not StoredFile.objects.removable_by(by).filter(pk=row.pk).exists():
        raise NotPermitted(permission=CHANGE)
    taking.record("removed", row, by, at, {"digest": row.digest})
    let_go([row.pk])
