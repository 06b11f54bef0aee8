"""Frameworks as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.text import slugify

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import INDICATORS, Framework, Item
from .permissions import EDIT_FRAMEWORKS


@dataclass(frozen=True, slots=True)
class Branch:
    """An item in its tree; an empty title is not recorded."""

    code: str
    title: str
    description: str
    parts: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """A framework with its tree and scale."""

    uuid: UUID
    title: str
    version: str
    source: str
    steps: tuple[str, ...]
    branches: tuple[Branch, ...]
    untitled: int
    may_edit: bool


def frameworks_of(ecosystem: Ecosystem) -> QuerySet[Framework]:
    """The frameworks that people wrote, with how many items each has; not that of indicators."""
    rows = Framework.objects.filter(ecosystem=ecosystem).exclude(kind=INDICATORS)
    return rows.annotate(item_count=Count("items"))


def free_key(ecosystem: Ecosystem, title: str, at: datetime) -> str:
    """A key for a new framework that no other has, nor that of indicators will have."""
    key = slugify(title)[:40] or "framework"
    taken = Framework.objects.filter(ecosystem=ecosystem, key=key).exists()
    return f"{key}-{at:%Y%m%d%H%M%S}" if taken or key == INDICATORS else key


def framework_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Framework:
    """One framework of the ecosystem; raises NotFound."""
    rows = Framework.objects.visible_to(actor).select_related("scale")
    found = rows.filter(ecosystem=ecosystem, uuid=uuid).exclude(kind=INDICATORS).first()
    if found is None:
        raise NotFound
    return found


def framework_page(actor: Actor, row: Framework) -> FrameworkPage:
    """The framework as a tree; two queries."""
    items = list(row.items.order_by("position", "pk"))
    return FrameworkPage(
        uuid=row.uuid,
        title=row.title,
        version=row.version,
        source=row.source,
        steps=tuple(str(step[1]) for step in row.scale.steps) if row.scale else (),
        branches=_branches(items, None),
        untitled=sum(not item.title for item in items),
        may_edit=actor.may(EDIT_FRAMEWORKS, row.ecosystem_id),
    )


def _branches(items: Sequence[Item], above: int | None) -> tuple[Branch, ...]:
    return tuple(
        Branch(one.code, one.title, one.description, _branches(items, one.pk))
        for one in items
        if one.parent_id == above
    )


def outline(row: Framework) -> str:
    """The tree as text, two spaces a level, as ``rules.read_outline`` reads it."""
    items = list(row.items.order_by("position", "pk"))

    def lines(above: int | None, depth: int) -> list[str]:
        found = []
        for one in items:
            if one.parent_id == above:
                found.append(f"{'  ' * depth}{one.code} {one.title}".rstrip())
                found += lines(one.pk, depth + 1)
        return found

    return "\n".join(lines(None, 0))
