"""Frameworks as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.text import slugify

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .branching import Branch, branches_of, in_order
from .models import INDICATORS, Framework
from .permissions import EDIT_FRAMEWORKS
from .rating import Rated, scales_of
from .wording import Text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a framework, and when it was in use."""

    uuid: UUID
    version: str
    status: str
    status_text: Text
    adopted_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """A framework with its tree and scales; ``current`` is the version in use, if it is another."""

    uuid: UUID
    title: str
    version: str
    status: str
    adopted_on: date | None
    ended_on: date | None
    versions: tuple[Version, ...]
    current: Version | None
    source: str
    scales: tuple[Rated, ...]
    branches: tuple[Branch, ...]
    untitled: int
    may_edit: bool


def frameworks_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Framework]:
    """The frameworks that people wrote, with how many items each has; not that of indicators."""
    rows = Framework.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.exclude(kind=INDICATORS).annotate(item_count=Count("items"))


def free_key(ecosystem: Ecosystem, title: str, at: datetime) -> str:
    """A key for a new framework that no other has, nor that of indicators will have."""
    key = slugify(title)[:40] or "framework"
    taken = Framework.objects.filter(ecosystem=ecosystem, key=key).exists()
    return f"{key}-{at:%Y%m%d%H%M%S}" if taken or key == INDICATORS else key


def key_for(ecosystem: Ecosystem, title: str, version: str, at: datetime) -> str:
    """The key of a framework that comes from elsewhere.

    One of the same title and another version is a version of the one that is here.
    """
    same = Framework.objects.filter(ecosystem=ecosystem, title__iexact=title)
    same = same.exclude(kind=INDICATORS)
    key = same.order_by("pk").values_list("key", flat=True).first()
    taken = Framework.objects.filter(ecosystem=ecosystem, key=key, version__iexact=version)
    return key if key and not taken.exists() else free_key(ecosystem, title, at)


def framework_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Framework:
    """One framework of the ecosystem; raises NotFound."""
    rows = Framework.objects.visible_to(actor).select_related("scale")
    found = rows.filter(ecosystem=ecosystem, uuid=uuid).exclude(kind=INDICATORS).first()
    if found is None:
        raise NotFound
    return found


def framework_page(actor: Actor, row: Framework) -> FrameworkPage:
    """The framework as a tree, with its versions."""
    items = list(row.items.select_related("scale").order_by("position", "pk"))
    versions = versions_of(actor, row)
    return FrameworkPage(
        uuid=row.uuid,
        title=row.said("title"),
        version=row.version,
        status=row.status,
        adopted_on=row.adopted_on,
        ended_on=row.ended_on,
        versions=versions,
        current=next(
            (one for one in versions if one.status == "adopted" and one.uuid != row.uuid), None
        ),
        source=row.source,
        scales=tuple(scales_of(row, items)),
        branches=branches_of(items),
        untitled=sum(not item.title for item in items),
        may_edit=actor.may(EDIT_FRAMEWORKS, row.ecosystem_id),
    )


def versions_of(actor: Actor, row: Framework) -> tuple[Version, ...]:
    """Every version of a framework that the actor sees, in the order in which they began."""
    same = Framework.objects.visible_to(actor).filter(ecosystem=row.ecosystem_id, key=row.key)
    return tuple(
        Version(
            one.uuid, one.version, one.status, one.get_status_display(), one.adopted_on,
            one.ended_on,
        )
        for one in same.order_by("pk")
    )  # fmt: skip


def outline(row: Framework, language: str = "") -> str:
    """The tree as text, two spaces a level, as ``rules.read_outline`` reads it.

    In a further language what is not told in it stands without a title.
    """
    lines = []
    for one, depth in in_order(row.items.order_by("position", "pk")):
        title = one.in_others("title").get(language, "") if language else one.title
        lines.append(f"{'  ' * depth}{one.code} {title}".rstrip())
    return "\n".join(lines)
