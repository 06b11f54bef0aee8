"""The ecosystems of an installation: as leaves, as a list, on a map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from hedgerow.commons.ecosystems.kinds import kind_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.commons.people.rules import words
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.leaf import TITLES, FeatureReading
from hedgerow.portal.wording import Text, country
from hedgerow.portal.worldmap import CROWDED, Marker, Place, markers
from hedgerow.profile.definitions import FEATURES
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.queries import leaves

VIEWS = ("leaves", "list", "map")
LEVELS = range(1, 5)
NONE: Mapping[int, Ecosystem] = {}


@dataclass(frozen=True, slots=True)
class Card:
    """An ecosystem in a list; ``parts`` counts the ecosystems under it that the reader sees.

    ``whole`` is the name of the one above, where the list holds parts of others.
    """

    slug: str
    name: str
    summary: str
    territory: str
    country: str
    kind: str
    simulated: bool
    state: str
    leaf: Sequence[FeatureReading]
    parts: int = 0
    whole: str = ""

    @property
    def levels(self) -> Sequence[tuple[Text, int | None, Text]]:
        """Each feature's title and level, and how its leaflet is said."""
        return [
            (title, one.level, one.sentence) for title, one in zip(TITLES, self.leaf, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for; empty and 0 leave a filter out."""

    search: str = ""
    country: str = ""
    kind: str = ""
    feature: int = 0
    level: int = 0
    view: str = "leaves"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or self.country or self.kind or self.feature)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: values with their words, and whether a feature can have a level."""

    countries: Sequence[tuple[str, str]] = ()
    kinds: Sequence[tuple[str, str]] = ()
    features: Sequence[tuple[int, Text, bool]] = tuple(
        (number, title, FEATURES[number - 1].is_attainable)
        for number, title in enumerate(TITLES, 1)
    )
    levels: Sequence[int] = LEVELS


@dataclass(frozen=True, slots=True)
class Atlas:
    """The cards that the filters leave; ``total`` counts those that stand here without filters.

    ``unplaced`` of the cards have no place on the map; ``crowded`` are the markers of a phone's.
    """

    cards: Sequence[Card]
    total: int
    asked: Asked = field(default_factory=Asked)
    choices: Choices = field(default_factory=Choices)
    markers: Sequence[Marker] = ()
    crowded: Sequence[Marker] = ()
    unplaced: int = 0
    views: Sequence[str] = VIEWS
    titles: Sequence[Text] = TITLES


def asked_for(given: Mapping[str, str]) -> Asked:
    """What was asked for, from the address; what cannot be read is left out."""
    feature, level = (_whole(given.get(name, "")) for name in ("feature", "level"))
    view = given.get("view", "")
    return Asked(
        search=given.get("q", "")[:100],
        country=given.get("country", "")[:2].upper(),
        kind=given.get("kind", "")[:40],
        feature=feature if 1 <= feature <= len(TITLES) else 0,
        level=level if level in LEVELS else 1,
        view=view if view in VIEWS else VIEWS[0],
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def atlas(actor: Actor, asked: Asked) -> Atlas:
    """The ecosystems the actor may see, by name.

    Parts of another that is seen stand on its page, and here when a filter finds them. A search
    finds words by their beginning.
    """
    rows = by_name(Ecosystem.objects.visible_to(actor))
    seen = {row.pk: row for row in rows}
    roots = [row for row in rows if row.parent_id not in seen]
    found = [row for row in (rows if asked.is_narrowed else roots) if _fits(row, asked)]
    shown = [one for one in cards(actor, found, seen) if _is_as_far(one, asked)]
    kept = {one.slug for one in shown}
    placed = [
        Place(row.slug, row.said("name"), row.latitude, row.longitude)
        for row in found
        if row.slug in kept and row.latitude is not None and row.longitude is not None
    ]
    return Atlas(
        shown, len(roots), asked, _choices(rows, seen), markers(placed), markers(placed, CROWDED),
        len(shown) - len(placed),
    )  # fmt: skip


def _choices(rows: Sequence[Ecosystem], seen: Mapping[int, Ecosystem]) -> Choices:
    countries = {row.country: country(row.country) for row in rows if row.country}
    kinds = {row.kind: _kind(row, _above(row, seen)) for row in rows}
    return Choices(
        sorted(countries.items(), key=lambda one: one[1]),
        sorted(kinds.items(), key=lambda one: one[1]),
    )


def cards(
    actor: Actor, rows: Sequence[Ecosystem], seen: Mapping[int, Ecosystem] = NONE
) -> list[Card]:
    """These ecosystems with their leaves, in three more queries however many there are.

    A part says of which of those ``seen`` it is one.
    """
    features = leaves(actor, rows)
    below = Ecosystem.objects.visible_to(actor).filter(parent__in=rows).values_list("parent")
    parts = dict(below.annotate(n=Count("pk")))
    return [
        card(row, leaflets(features[row.pk], row.slug), parts.get(row.pk, 0), _above(row, seen))
        for row in rows
    ]


def card(
    row: Ecosystem, leaf: Sequence[FeatureReading], parts: int = 0, whole: Ecosystem | None = None
) -> Card:
    """One ecosystem with its leaf."""
    return Card(
        slug=row.slug,
        name=row.said("name"),
        summary=row.said("summary"),
        territory=row.territory,
        country=country(row.country) if row.country else "",
        kind=_kind(row, whole),
        simulated=row.simulated,
        state=row.state,
        leaf=leaf,
        parts=parts,
        whole=whole.said("name") if whole else "",
    )


def _above(row: Ecosystem, seen: Mapping[int, Ecosystem]) -> Ecosystem | None:
    return seen.get(row.parent_id) if row.parent_id else None


def _kind(row: Ecosystem, whole: Ecosystem | None) -> str:
    """Its own word, else that of the one above."""
    own = row.vocabulary or (whole.vocabulary if whole else {})
    return kind_word(own, row.kind, row.languages)


def _fits(row: Ecosystem, asked: Asked) -> bool:
    land = country(row.country) if row.country else ""
    address = "" if row.parent_id else row.slug  # a part's begins with that of the whole
    own = words(row.name, row.said("name"), row.territory, land, address)
    return (
        asked.country in ("", row.country)
        and asked.kind in ("", row.kind)
        and all(any(word.startswith(begun) for word in own) for begun in words(asked.search))
    )


def _is_as_far(one: Card, asked: Asked) -> bool:
    return not asked.feature or (one.leaf[asked.feature - 1].level or 0) >= asked.level
