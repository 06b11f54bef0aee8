"""Concerns as leads see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Concern, ConcernLook, ConcernNote
from .reaching import Reach, reached


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern in the list: when and where, not what."""

    uuid: UUID
    site: str
    at: datetime
    state: str
    label: str | Promise
    taken_by: str


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str | Promise
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """What was told, what was done, and who opened it."""

    uuid: UUID
    slug: str
    site: str
    about: str
    text: str
    raised_by: str
    at: datetime
    state: str
    label: str | Promise
    outcome: str
    closed_at: datetime | None
    notes: Sequence[Entry]
    looks: Sequence[tuple[str, datetime]]
    reach: Sequence[Reach]


def concerns_of(actor: Actor, ecosystem: Ecosystem) -> list[ConcernLine]:
    """Those that the actor leads on, the open ones first. One query."""
    rows = Concern.objects.visible_to(actor).filter(ecosystem=ecosystem)
    found = list(rows.select_related("site", "taken_by").order_by("-at", "-pk")[:200])
    found.sort(key=lambda row: row.state == Concern.State.CLOSED)
    return [
        ConcernLine(
            row.uuid, row.site.name if row.site else "", row.at, row.state,
            row.get_state_display(), row.taken_by.name if row.taken_by else "",
        )
        for row in found
    ]  # fmt: skip


def concern_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Concern:
    """The concern if the actor leads on it; raises NotFound."""
    row = Concern.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def concern_page(row: Concern, by: Actor, at: datetime) -> ConcernPage:
    """For a lead who has looked at it. Three queries, and two for each whom it may be about."""
    full = Concern.objects.select_related("ecosystem", "site", "about", "raised_by").get(pk=row.pk)
    notes = ConcernNote.objects.filter(concern=row).select_related("by").order_by("at", "pk")
    looks = ConcernLook.objects.filter(concern=row).select_related("by").order_by("-at", "-pk")
    return ConcernPage(
        full.uuid, full.ecosystem.slug, full.site.name if full.site else "",
        full.about.name if full.about else full.about_name, full.text,
        full.raised_by.name if full.raised_by else "", full.at, full.state,
        full.get_state_display(), full.outcome, full.closed_at,
        [
            Entry(one.get_kind_display(), one.text, one.by.name if one.by else "", one.at)
            for one in notes
        ],
        [(one.by.name if one.by else "", one.at) for one in looks[:50]],
        reached(full, by, at),
    )  # fmt: skip
