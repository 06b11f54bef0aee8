"""All ecosystems as cards, each with its small leaf."""

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.rules import words
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.leaf import FeatureReading
from hedgerow.portal.wording import ECOSYSTEM_KINDS, Text, called, country
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.queries import leaves


@dataclass(frozen=True, slots=True)
class Card:
    """An ecosystem in a list."""

    slug: str
    name: str
    summary: str
    territory: str
    country: str
    kind: Text
    simulated: bool
    state: str
    leaf: Sequence[FeatureReading]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The cards that a search leaves; ``total`` counts all that the reader may see."""

    cards: Sequence[Card]
    total: int
    search: str


def atlas(actor: Actor, search: str = "") -> Atlas:
    """All ecosystems the actor may see, by name; a search finds words by their beginning."""
    rows = list(Ecosystem.objects.visible_to(actor).order_by("name", "pk"))
    sought = words(search)
    found = [row for row in rows if _has(row, sought)]
    return Atlas(cards(actor, found), len(rows), search)


def cards(actor: Actor, rows: Sequence[Ecosystem]) -> list[Card]:
    """These ecosystems with their leaves, in two more queries however many there are."""
    features = leaves(actor, rows)
    return [card(row, leaflets(features[row.pk], row.slug)) for row in rows]


def card(row: Ecosystem, leaf: Sequence[FeatureReading]) -> Card:
    """One ecosystem with its leaf."""
    return Card(
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        territory=row.territory,
        country=country(row.country) if row.country else "",
        kind=called(ECOSYSTEM_KINDS, row.kind),
        simulated=row.simulated,
        state=row.state,
        leaf=leaf,
    )


def _has(row: Ecosystem, sought: Sequence[str]) -> bool:
    own = words(row.name, row.territory, row.slug)
    return all(any(word.startswith(begun) for word in own) for begun in sought)
