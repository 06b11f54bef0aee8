"""Archives as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import shown
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.jobs.queries import Progress, progress_of
from hedgerow.foundation.journal.models import FactContent
from hedgerow.foundation.permissions import Actor

from .actions import KEPT
from .errors import ArchiveGone
from .models import Archive, Form
from .wording import words_for

MADE, LOOKED_AT = "archives.made", 200


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
class LastSet:
    """When a set of a version was last made; ``value`` is that moment as a form sends it."""

    form: str
    name: str
    at: datetime

    @property
    def value(self) -> str:
        return self.at.isoformat()


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
            _kind_of(one),
            one.asked_at,
            one.asked_at + KEPT,
            one.rows,
            one.bytes / 1_000_000,
            one.made_at is not None,
        )
        for one in rows.order_by("-asked_at")
    )


def last_sets(ecosystem: Ecosystem) -> tuple[LastSet, ...]:
    """When a set of each version was last made, by whomever, as the journal has it. One query."""
    facts = FactContent.objects.filter(fact__kind=MADE, fact__ecosystem=ecosystem.pk)
    made: dict[str, datetime] = {}
    for payload, at in facts.order_by("-fact")[:LOOKED_AT].values_list("payload", "fact__at"):
        made.setdefault(str(payload.get("form", "")), at)
    forms = (Form.ONEROSTER_1_2, Form.ONEROSTER_1_1)
    return tuple(LastSet(one.value, str(one.label), made[one]) for one in forms if one in made)


def archive_page(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> ArchivePage:
    """How far an archive is. Raises NotFound for those of others."""
    row = archive_of(actor, ecosystem, uuid)
    names = [ecosystem.slug, uuid]
    return ArchivePage(
        ecosystem.slug,
        _kind_of(row),
        progress_of(row.job) if row.job else None,
        reverse("archive", args=names),
        reverse("archive-file", args=names),
        row.asked_at + KEPT,
        row.made_at is not None,
        tuple(words_for(row.left_out)),
    )


def _kind_of(row: Archive) -> str:
    """What it holds, in words; empty for everything."""
    if row.form == Form.EVERYTHING:
        return ""
    if row.since is None:
        return row.get_form_display()
    said = {
        "form": row.get_form_display(),
        "since": date_format(shown(row.since), "DATETIME_FORMAT"),
    }
    return _("%(form)s, what changed since %(since)s") % said


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
