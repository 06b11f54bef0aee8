"""What the portal's pages show."""

from dataclasses import dataclass
from decimal import Decimal

from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Card:
    """An ecosystem in a list."""

    slug: str
    name: str
    summary: str
    territory: str
    kind: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A published figure with its qualifier, source and date."""

    name: str
    value: Decimal
    unit: str
    qualifier: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class EcosystemPage:
    """What stands on an ecosystem's own page."""

    card: Card
    purpose: str
    figures: list[StatedFigure]


def cards(actor: Actor) -> list[Card]:
    """All ecosystems the actor may see, by name."""
    return [_card(row) for row in Ecosystem.objects.visible_to(actor).order_by("name", "pk")]


def ecosystem_page(actor: Actor, slug: str) -> EcosystemPage:
    """One ecosystem with its figures in the order they were stated; raises NotFound."""
    row = ecosystem_for(actor, slug)
    stated = Figure.objects.filter(ecosystem=row).order_by("position", "name", "pk")
    figures = [
        StatedFigure(f.name, _plain(f.value), f.unit, f.qualifier, f.as_of, f.source)
        for f in stated
    ]
    return EcosystemPage(_card(row), row.purpose, figures)


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _card(row: Ecosystem) -> Card:
    return Card(row.slug, row.name, row.summary, row.territory, row.kind, row.simulated)
