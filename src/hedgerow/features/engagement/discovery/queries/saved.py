"""A person's saved searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from hedgerow.features.engagement.discovery.models import SavedSearch
from hedgerow.features.engagement.discovery.rules import Asked, asked_of
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Saved:
    """One of them, with the address of its page of finds."""

    uuid: UUID
    name: str
    ecosystem: str
    often: str
    often_words: str
    url: str
    asked: Asked
    new: int


def asked_by(row: SavedSearch) -> Asked:
    """The search that was saved."""
    said: dict[str, Any] = dict(row.said)
    for name in ("starts", "ends"):
        if name in said:
            said[name] = date.fromisoformat(said[name])
    if "places" in said:
        said["places"] = True
    return asked_of(said)


def saved_searches(actor: Actor) -> Sequence[Saved]:
    """The actor's own, the newest first."""
    rows = SavedSearch.objects.filter(person=actor.person_id or 0).select_related("ecosystem")
    rows = rows.annotate(new=Count("finds", filter=Q(finds__told_at=None)))
    return [_saved(row, row.new) for row in rows.order_by("-saved_at", "-pk")]


def saved_search(actor: Actor, uuid: UUID) -> Saved:
    """One of the actor's own; raises NotFound."""
    rows = SavedSearch.objects.filter(person=actor.person_id or 0, uuid=uuid)
    row = rows.select_related("ecosystem").first()
    if row is None:
        raise NotFound
    return _saved(row, 0)


def _saved(row: SavedSearch, new: int) -> Saved:
    return Saved(
        uuid=row.uuid,
        name=row.name,
        ecosystem=row.ecosystem.said("name") if row.ecosystem else "",
        often=row.often,
        often_words=str(row.get_often_display()),
        url=address_of(row),
        asked=asked_by(row),
        new=new,
    )


def address_of(row: SavedSearch) -> str:
    """Where its finds stand."""
    slug = row.ecosystem.slug if row.ecosystem else ""
    page = reverse("find", args=[slug]) if slug else reverse("find-everywhere")
    return f"{page}?{urlencode(row.said, doseq=True)}"
