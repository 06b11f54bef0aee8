"""Ecosystems as an actor may see them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .kinds import dimension_word, in_words
from .models import Ecosystem, Figure, Holiday, PopulationFigure, Term
from .told import by_name


def ecosystem_for(actor: Actor, slug: str) -> Ecosystem:
    """The ecosystem at that address; raises NotFound if there is none the actor may see."""
    found = Ecosystem.objects.visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound(slug=slug)
    return found


@dataclass(frozen=True, slots=True)
class Branch:
    """Another ecosystem of the tree."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The network an ecosystem is a part of, and its own parts, as far as the reader sees them."""

    parent: Branch | None
    parts: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the calendar or of the figures."""

    uuid: UUID
    kind: str
    name: str
    starts: date | None = None
    ends: date | None = None
    value: Decimal | int | None = None
    unit: str = ""
    qualifier: str = ""
    as_of: date | str = ""
    source: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Figures of one name, side by side; ``disagree`` if their values differ."""

    name: str
    lines: tuple[Line, ...]
    disagree: bool


def tree_of(actor: Actor, ecosystem: Ecosystem) -> Tree:
    """Where the ecosystem stands among others."""
    around = Q(parent=ecosystem) | Q(pk=ecosystem.parent_id)
    seen = by_name(Ecosystem.objects.visible_to(actor).filter(around))
    branches = {
        one.pk: Branch(one.said("name"), reverse("ecosystem", args=[one.slug])) for one in seen
    }
    parent = branches.pop(ecosystem.parent_id, None) if ecosystem.parent_id else None
    return Tree(parent, tuple(branches.values()))


def calendar_of(ecosystem: Ecosystem) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Terms and holidays, the latest first."""
    return _stretches("term", ecosystem.terms.all()), _stretches(
        "holiday", ecosystem.holidays.all()
    )


def _stretches(kind: str, rows: QuerySet[Term] | QuerySet[Holiday]) -> tuple[Line, ...]:
    return tuple(
        Line(
            one.uuid, kind, one.said("name"), one.starts, one.ends,
            simulated=isinstance(one, Term) and one.simulated,
        )
        for one in rows.order_by("-starts", "pk")
    )  # fmt: skip


def figures_of(ecosystem: Ecosystem) -> tuple[Sides, ...]:
    """Published figures by name, in their order; those that disagree stand side by side."""
    found: dict[str, list[Line]] = {}
    stated: dict[str, set[tuple[Decimal, str]]] = {}
    for one in ecosystem.figures.order_by("position", "pk"):
        line = Line(
            one.uuid, "figure", one.said("name"), value=plain(one.value), unit=_unit(one),
            qualifier=one.said("qualifier"), as_of=one.as_of, source=one.source,
        )  # fmt: skip
        found.setdefault(one.name, []).append(line)
        stated.setdefault(one.name, set()).add((one.value, one.unit))
    return tuple(
        Sides(lines[0].name, tuple(lines), len(stated[name]) > 1) for name, lines in found.items()
    )


def _unit(figure: Figure) -> str:
    """In the reader's language; a year needs none."""
    return "" if figure.unit == "year" else figure.said("unit")


def populations_of(ecosystem: Ecosystem) -> tuple[Line, ...]:
    """Population figures: everybody first, then by group, the latest first."""
    rows = ecosystem.populations.order_by("dimension", "group", "-as_of", "pk")
    return tuple(
        Line(
            one.uuid, "population",
            f"{dimension_word(one.dimension)}: {_group(one)}" if one.group else one.said("title"),
            value=one.value, as_of=one.as_of, source=one.source,
            simulated=one.origin == "simulated",
        )
        for one in rows
    )  # fmt: skip


def _group(figure: PopulationFigure) -> str:
    """What people call it, else its key in words."""
    return figure.said("title") or in_words(figure.group)


def plain(number: Decimal) -> Decimal:
    """The number without zeros at its end."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
