"""Organisations as their pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.kinds import kind_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Organisation
from .permissions import EDIT_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Branch:
    """An organisation in the tree, with its parts."""

    uuid: UUID
    name: str
    parts: Sequence["Branch"] = ()


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One organisation, what it is a part of (the outermost first) and its own parts."""

    uuid: UUID
    slug: str
    name: str
    kind: str
    sector: str
    code: str
    address: str
    website: str
    grades: str
    operator: Branch | None
    above: Sequence[Branch]
    parts: Sequence[Branch]
    simulated: bool
    may_edit: bool


def organisations_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """Organisations that the ecosystem keeps or that were ever its members."""
    members = Organisation.objects.filter(memberships__ecosystem=ecosystem, pk=OuterRef("pk"))
    own = Q(kept_by=ecosystem) | Q(Exists(members))
    return Organisation.objects.visible_to(actor).filter(own)


def organisation_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Organisation:
    """One organisation of the ecosystem; raises NotFound."""
    found = organisations_of(actor, ecosystem).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def organisation_page(actor: Actor, ecosystem: Ecosystem, row: Organisation) -> OrganisationPage:
    """The organisation among the others of the ecosystem; a query for each level of the tree."""
    here = organisations_of(actor, ecosystem).values("pk", "uuid", "name", "parent_id")
    operator = here.filter(pk=row.operator_id).first() if row.operator_id else None
    return OrganisationPage(
        uuid=row.uuid,
        slug=ecosystem.slug,
        name=row.name,
        kind=kind_word(ecosystem.vocabulary, row.kind, ecosystem.languages),
        sector=str(row.get_sector_display()),
        code=row.code,
        address=row.address,
        website=row.website,
        grades="–".join(grade for grade in (row.low_grade, row.high_grade) if grade),
        operator=Branch(operator["uuid"], operator["name"]) if operator else None,
        above=_above(row.parent_id, here),
        parts=_parts(row.pk, here),
        simulated=row.origin == "simulated",
        may_edit=row.kept_by_id == ecosystem.pk and actor.may(EDIT_ORGANISATIONS, ecosystem.pk),
    )


def _above(parent: int | None, here: QuerySet[Any, Mapping[str, Any]]) -> list[Branch]:
    found: dict[int, Branch] = {}
    while parent and parent not in found and (line := here.filter(pk=parent).first()):
        found[line["pk"]] = Branch(line["uuid"], line["name"])
        parent = line["parent_id"]
    return list(reversed(found.values()))


def _parts(start: int, here: QuerySet[Any, Mapping[str, Any]]) -> tuple[Branch, ...]:
    below: dict[int | None, list[Mapping[str, Any]]] = {}
    level = {start}
    while level:
        lines = here.filter(parent__in=level).order_by("name", "pk")
        for line in lines:
            below.setdefault(line["parent_id"], []).append(line)
        level = {line["pk"] for line in lines} - below.keys()

    def grown(pk: int, passed: frozenset[int]) -> tuple[Branch, ...]:
        return tuple(
            Branch(line["uuid"], line["name"], grown(line["pk"], passed | {line["pk"]}))
            for line in below.get(pk, ())
            if line["pk"] not in passed
        )

    return grown(start, frozenset({start}))
