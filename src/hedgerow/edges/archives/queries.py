"""Archives as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.jobs.queries import Progress, progress_of
from hedgerow.foundation.permissions import Actor

from .actions import KEPT
from .errors import ArchiveGone
from .models import Archive, Form
from .wording import words_for


@dataclass(frozen=True, slots=True)
class Line:
    uuid: UUID
    url: str
    form: str
    asked_at: datetime
    until: datetime
    rows: int
    megabytes: float
    is_made: bool


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """One archive on its way; ``file`` is its address once it is made."""

    slug: str
    form: str
    progress: Progress | None
    url: str
    file: str
    until: datetime
    is_made: bool
    left_out: tuple[str, ...]


def archives_of(actor: Actor, ecosystem: Ecosystem) -> tuple[Line, ...]:
    """The actor's archives of the ecosystem, the newest first."""
    rows = Archive.objects.visible_to(actor).filter(ecosystem=ecosystem, by=actor.person_id)
    return tuple(
        Line(
            one.uuid,
            reverse("archive", args=[ecosystem.slug, one.uuid]),
            one.get_form_display() if one.form != Form.EVERYTHING else "",
            one.asked_at,
            one.asked_at + KEPT,
            one.rows,
            one.bytes / 1_000_000,
            one.made_at is not None,
        )
        for one in rows.order_by("-asked_at")
    )


def archive_page(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> ArchivePage:
    """How far an archive is. Raises NotFound for those of others."""
    row = archive_of(actor, ecosystem, uuid)
    names = [ecosystem.slug, uuid]
    return ArchivePage(
        ecosystem.slug,
        row.get_form_display() if row.form != Form.EVERYTHING else "",
        progress_of(row.job) if row.job else None,
        reverse("archive", args=names),
        reverse("archive-file", args=names),
        row.asked_at + KEPT,
        row.made_at is not None,
        tuple(words_for(row.left_out)),
    )


def archive_of(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Archive:
    """The actor's archive. Raises NotFound."""
    rows = Archive.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid)
    row = rows.first()
    if row is None:
        raise NotFound
    return row


def made_archive(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Archive:
    """The actor's archive, made and still there. Raises NotFound or ArchiveGone."""
    row = archive_of(actor, ecosystem, uuid)
    if row.made_at is None or not row.file.is_file():
        raise ArchiveGone
    return row
