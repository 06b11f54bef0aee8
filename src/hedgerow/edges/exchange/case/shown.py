"""Frameworks as programs ask for them by the standard: visible ones, found by identifier."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import (
    INDICATORS,
    Association,
    Definition,
    Framework,
    Item,
)
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import CaseIdentifier
from .asking import Asked, test_of
from .scale_shown import scale_shown
from .shapes import RUBRICS
from .telling import Teller
from .values import UUID_TEXT, Raw

SETS: Final = frozenset(("CFConcepts", "CFSubjects", "CFItemTypes"))
"""Definitions that are told with those below them."""


def frameworks_seen(actor: Actor, ecosystem: Ecosystem | None = None) -> QuerySet[Framework]:
    """What the actor may see: without a token, public frameworks of public ecosystems."""
    rows = Framework.objects.visible_to(actor).exclude(kind=INDICATORS)
    rows = rows.filter(ecosystem=ecosystem) if ecosystem else rows
    return rows.select_related("ecosystem")


def documents(actor: Actor, base: str, asked: Asked) -> tuple[list[Raw], int]:
    """One page of CFDocuments, and how many there are. Raises CaseFilter."""
    rows = frameworks_seen(actor).order_by("pk")
    told = [Teller(row, base, ()).document() for row in rows]
    holds = test_of(asked.filter)
    found = [one for one in told if holds(one)]
    if asked.sort:
        found.sort(key=lambda one: str(one.get(asked.sort, "")), reverse=asked.descending)
    page = found[asked.offset : asked.offset + asked.limit]
    if asked.fields:
        page = [{name: one[name] for name in asked.fields if name in one} for one in page]
    return page, len(found)


def package(actor: Actor, base: str, identifier: str) -> Raw:
    return Teller.of(_framework(actor, identifier), base).package()


def document(actor: Actor, base: str, identifier: str) -> Raw:
    return Teller(_framework(actor, identifier), base, ()).document()


def item(actor: Actor, base: str, identifier: str) -> Raw:
    found = _item(actor, identifier)
    return Teller(found.framework, base, ()).item(found)


def association(actor: Actor, base: str, identifier: str) -> Raw:
    """A tie, or the association that makes an item's place in its tree."""
    wanted = _uuid(identifier)
    seen = frameworks_seen(actor)
    ties = Association.objects.filter(framework__in=seen, identifier=wanted)
    tie = ties.select_related("framework__ecosystem", "origin", "destination").first()
    if tie is not None:
        return Teller(tie.framework, base, ()).tie(tie)
    rows = Item.objects.filter(framework__in=seen, place_identifier=wanted)
    row = rows.select_related("framework__ecosystem").order_by("pk").first()
    place = Teller.of(row.framework, base).place(row) if row else None
    if place is None:
        raise NotFound
    return place


def item_associations(actor: Actor, base: str, identifier: str) -> Raw:
    """An item with every association of which it is an end, also those of other frameworks."""
    found = _item(actor, identifier)
    teller = Teller.of(found.framework, base)
    near = [one for one in teller.items if one.pk == found.pk or one.parent_id == found.pk]
    places = [place for one in near if (place := teller.place(one)) is not None]
    rows = Association.objects.filter(
        Q(origin=found) | Q(destination=found), framework__in=frameworks_seen(actor)
    )
    related = rows.select_related("framework__ecosystem", "origin", "destination")
    ties = [Teller(one.framework, base, ()).tie(one) for one in related.order_by("pk")]
    return {
        "CFItem": teller.item(found),
        "CFAssociations": [_of_package(one) for one in (*places, *ties)],
    }


def definition(actor: Actor, base: str, kind: str, identifier: str) -> Raw:
    """A definition; subjects, concepts and kinds of items as a set with those below them."""
    seen = frameworks_seen(actor)
    rows = Definition.objects.filter(framework__in=seen, kind=kind, identifier=_uuid(identifier))
    found = rows.select_related("framework__ecosystem").order_by("pk").first()
    if found is None and kind == RUBRICS:
        return scale_shown(seen, base, _uuid(identifier))
    if found is None:
        raise NotFound
    teller = Teller(found.framework, base, ())
    told = teller.defined(found)
    if kind not in SETS:
        return told
    others = [teller.defined(one) for one in teller.defined_as(kind) if one.pk != found.pk]
    return {kind: [told, *_below(told, others)]}


def _below(told: Raw, others: Sequence[Raw]) -> Iterable[Raw]:
    start = f"{told.get('hierarchyCode', '')}."
    return (one for one in others if len(start) > 1 and one["hierarchyCode"].startswith(start))


def _framework(actor: Actor, identifier: str) -> Framework:
    wanted = _uuid(identifier)
    rows = frameworks_seen(actor).filter(Q(identifier=wanted) | Q(uuid=wanted))
    found = rows.order_by("pk").first()
    if found is None:
        raise NotFound
    return found


def _item(actor: Actor, identifier: str) -> Item:
    wanted = _uuid(identifier)
    rows = Item.objects.filter(framework__in=frameworks_seen(actor))
    rows = rows.filter(Q(identifier=wanted) | Q(uuid=wanted))
    found = rows.select_related("framework__ecosystem").order_by("pk").first()
    if found is None:
        raise NotFound
    return found


def _uuid(value: str) -> UUID:
    if not UUID_TEXT.fullmatch(value):
        raise CaseIdentifier(identifier=value[:80])
    return UUID(value)


def _of_package(told: Raw) -> Raw:
    return {name: value for name, value in told.items() if name != "CFDocumentURI"}


KINDS: Final = (
    "CFAssociationGroupings",
    "CFConcepts",
    "CFItemTypes",
    "CFLicenses",
    "CFSubjects",
    RUBRICS,
)
