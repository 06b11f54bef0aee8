"""One item with what it is tied to, and what stands for it now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Association, Framework, Item
from .permissions import EDIT_FRAMEWORKS
from .rating import Rated, rated
from .rules import ends_of
from .wording import SAID, Text, said_of

REPLACED, SAME = "replacedBy", "exactMatchOf"
FURTHEST = 12
"""Versions along which an old item is followed to the one in use."""


@dataclass(frozen=True, slots=True)
class Near:
    """Something an item is tied to: an item here, or an address elsewhere."""

    code: str
    title: str
    framework: str
    version: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Tie:
    uuid: UUID
    kind: str
    near: Near
    notes: str
    may_be_removed: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties of one kind, as told from the item."""

    said: Text
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item: where it stands, what it says, what it is tied to."""

    uuid: UUID
    framework: UUID
    framework_title: str
    version: str
    status: str
    code: str
    title: str
    description: str
    scale: Rated | None
    above: tuple[Near, ...]
    parts: tuple[Near, ...]
    facts: tuple[tuple[Text, str], ...]
    ties: tuple[Ties, ...]
    replaced_by: tuple[Near, ...]
    may_edit: bool


def item_for(row: Framework, uuid: UUID) -> Item:
    """One item of a framework the actor sees; raises NotFound."""
    related = ("framework__ecosystem", "framework__scale", "scale")
    found = row.items.filter(uuid=uuid).select_related(*related).first()
    if found is None:
        raise NotFound
    return found


def tie_for(actor: Actor, item: Item, uuid: UUID) -> Association:
    """One tie of an item; raises NotFound."""
    rows = _seen(actor).filter(Q(origin=item) | Q(destination=item), uuid=uuid)
    found = rows.select_related("framework__ecosystem").first()
    if found is None:
        raise NotFound
    return found


def ties_of(actor: Actor, row: Framework) -> QuerySet[Association]:
    """Ties that stand with a framework, both ends of which the actor may see."""
    return _seen(actor).filter(framework=row).order_by("pk")


def item_page(actor: Actor, item: Item) -> ItemPage:
    """The item as its page shows it."""
    row, place = item.framework, item.framework.ecosystem
    rows = list(row.items.order_by("position", "pk"))
    by_pk = {one.pk: one for one in rows}
    may_edit = actor.may(EDIT_FRAMEWORKS, place.pk)
    return ItemPage(
        uuid=item.uuid,
        framework=row.uuid,
        framework_title=row.said("title"),
        version=row.version,
        status=row.status,
        code=item.code,
        title=item.said("title"),
        description=item.said("description"),
        scale=rated(item.rated_on) if item.rated_on else None,
        above=tuple(_near(one, row, place.slug) for one in _above(item, by_pk)),
        parts=tuple(_near(one, row, place.slug) for one in rows if one.parent_id == item.pk),
        facts=_facts(item),
        ties=_grouped(actor, item, may_edit),
        replaced_by=tuple(
            _near(one, one.framework, place.slug)
            for one in counterparts(actor, [item.pk]).get(item.pk, ())
        ),
        may_edit=may_edit,
    )


def counterparts(actor: Actor, items: Collection[int]) -> Mapping[int, tuple[Item, ...]]:
    """What stands for each item in versions in use: by what it was replaced in the end.

    Where nothing replaced an item of a version no longer used, what says exactly the same.
    """
    pairs: set[tuple[int, int]] = set()
    here = set(items)
    ties = _seen(actor).exclude(origin=None).exclude(destination=None)
    for _round in range(FURTHEST):
        rows = ties.filter(kind=REPLACED, origin__in=here).values_list("origin", "destination")
        found = {(old, new) for old, new in rows if old and new} - pairs
        pairs |= found
        here = {new for _old, new in found}
        if not here:
            break
    last = {old: set(new) for old, new in ends_of(items, pairs).items() if new}
    left = sorted(set(items) - set(last))
    for tie in ties.filter(Q(origin__in=left) | Q(destination__in=left), kind=SAME):
        for old, new in ((tie.origin, tie.destination), (tie.destination, tie.origin)):
            if old and new and old.pk in left and old.framework.status != "adopted":
                last.setdefault(old.pk, set()).add(new.pk)
    wanted = {pk for some in last.values() for pk in some}
    used = Item.objects.filter(pk__in=wanted, framework__status="adopted")
    known = {one.pk: one for one in used.select_related("framework")} if wanted else {}
    return {old: _known(new, known) for old, new in last.items()}


def _known(wanted: Iterable[int], known: Mapping[int, Item]) -> tuple[Item, ...]:
    return tuple(known[pk] for pk in sorted(wanted) if pk in known)


def _seen(actor: Actor) -> QuerySet[Association]:
    seen = Framework.objects.visible_to(actor)
    rows = Association.objects.filter(framework__in=seen)
    for end in ("origin", "destination"):
        rows = rows.filter(Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__framework__in": seen}))
    return rows.select_related("origin__framework", "destination__framework")


def _grouped(actor: Actor, item: Item, may_edit: bool) -> tuple[Ties, ...]:
    found: dict[Text, list[Tie]] = defaultdict(list)
    rows = _seen(actor).filter(Q(origin=item) | Q(destination=item))
    for one in rows.order_by("kind", "sequence", "pk"):
        outward = one.origin_id == item.pk
        said = said_of(one.kind, from_origin=outward)
        near = _far(one, item.framework.ecosystem.slug, outward=outward)
        found[said].append(Tie(one.uuid, one.kind, near, one.notes, may_edit))
    return tuple(Ties(said, tuple(ties)) for said, ties in found.items())


def _far(tie: Association, slug: str, *, outward: bool) -> Near:
    end = tie.destination if outward else tie.origin
    if end is not None:
        return _near(end, end.framework, slug)
    uri = tie.destination_uri if outward else tie.origin_uri
    title = tie.destination_title if outward else tie.origin_title
    address = uri if uri.startswith(("http://", "https://")) else ""
    return Near("", title or uri, "", "", address, False)


def _near(one: Item, framework: Framework, slug: str) -> Near:
    url = reverse("framework-item", args=[slug, framework.uuid, one.uuid])
    titles = one.said("title"), framework.said("title")
    return Near(one.code, *titles, framework.version, url, True)


def _above(item: Item, by_pk: Mapping[int, Item]) -> list[Item]:
    found: list[Item] = []
    parent = item.parent_id
    while parent and parent in by_pk:
        found.insert(0, by_pk[parent])
        parent = by_pk[parent].parent_id
    return found


def _facts(item: Item) -> tuple[tuple[Text, str], ...]:
    """What the file an item came in says of it besides; notes where they are not the text."""
    said = item.case.get("item", {}) if isinstance(item.case, dict) else {}
    found = []
    for name, words in SAID.items():
        value = said.get(name)
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if text and text not in (item.description, item.title):
            found.append((words, text))
    return tuple(found)
