"""An ecosystem's set-up as a blueprint: what it is made of, and nobody who is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomli_w
from django.db.models import Q

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EXPORT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.told_planting import LONGEST
from hedgerow.foundation.permissions import Actor, require

from . import asked, patterns, rating, taking_part, travelling_rounds, yearly
from .carrying import carried_by
from .guarding import guarded
from .invented import as_invented
from .keys import Keys, key_from, plain
from .names import Passage
from .schema import Blueprint
from .tellings import called, telling

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A blueprint, and what was held back of it because it names somebody."""

    blueprint: Blueprint
    held: tuple[Passage, ...]


def blueprint_of(actor: Actor, slug: str) -> Blueprint:
    """The blueprint alone; raises as ``taken_along``."""
    return taken_along(actor, slug).blueprint


def taken_along(actor: Actor, slug: str) -> Taken:
    """The set-up of the ecosystem at that address, without anybody's data.

    No person, no organisation, no body of one organisation, nothing observed or held comes
    along, and no part that the actor does not see; nor does any text that names a person. Raises
    NotFound, or NotPermitted for whoever may not edit the ecosystem.
    """
    row = ecosystem_for(actor, slug)
    require(actor, EXPORT_ECOSYSTEM, within=row.pk)
    held = list[Passage]()
    kept = carried_by(row)
    sections, omitted = guarded(_sections(row, actor, kept, held), row)
    told = as_invented(Blueprint.model_validate(sections), kept)
    return Taken(told, (*held, *omitted))


def _sections(
    row: Ecosystem, actor: Actor, kept: Mapping[str, Rows], held: list[Passage]
) -> Mapping[str, Any]:
    """The sections as they stand here; rows that stay behind whole are added to ``held``."""
    kinds = list(Kind.objects.filter(ecosystem=row).order_by("pk"))
    offered = taking_part.offered_kinds(row)
    keys = patterns.keys_of(kinds)
    scales = rating.scales(row)
    frameworks = patterns.frameworks(row, {pk: one["key"] for pk, one in scales.items()})
    return {
        **kept,
        **asked.asked(row, held),
        "identity": _identity(row),
        "territory": _territory(row),
        "parts": _parts(row, actor),
        "figures": _figures(row),
        "terms": yearly.terms(row),
        "holidays": yearly.holidays(row),
        "frameworks": frameworks,
        "scales": list(scales.values()),
        "bodies": patterns.bodies(row),
        "activity_kinds": patterns.kinds(kinds, keys, row),
        "indicators": patterns.indicators(row),
        "calendar": kept.get("calendar", ()),
        "opportunity_kinds": taking_part.opportunity_kinds(offered, keys, row),
        "placement_kinds": taking_part.placement_kinds(row, keys, patterns.keys_of(offered)),
        "agreements": taking_part.agreements(row, keys, kept.get("agreements", []), held),
        "rounds": travelling_rounds.rounds(row, frameworks, kept.get("rounds", []), held),
    }


def as_toml(blueprint: Blueprint, held: int = 0) -> str:
    """The file that ``schema.read`` reads; it says how many passages were ``held`` back, not which."""
    kept = plain(blueprint.model_dump(exclude_defaults=True))
    told = f"# Held back because they name somebody: {held}\n\n" if held else ""
    return told + tomli_w.dumps(kept, multiline_strings=True)


def _identity(row: Ecosystem) -> dict[str, Any]:
    vocabulary = {
        key: {language: word for language, word in words.items() if word}
        for key, words in row.vocabulary.items()
    }
    return {
        "key": key_from(row.slug),
        **called(row),
        "kind": key_from(row.kind),
        "summary": telling(row, "summary", row.summary[:LONGEST], row),
        "purpose": telling(row, "purpose", row.purpose[:LONGEST], row),
        "languages": row.languages or ["en"],
        "time_zone": row.time_zone,
        "vocabulary": {key: words for key, words in vocabulary.items() if words},
    }


def _territory(row: Ecosystem) -> dict[str, Any]:
    """How many could be reached is told as last stated."""
    last = {
        (one.dimension, one.group, one.source): {
            "dimension": one.dimension, "group": one.group, "value": one.value,
            "title": telling(one, "title", one.title, row),
            "source": one.source, "simulated": one.origin == "simulated",
        }
        for one in row.populations.exclude(source="").order_by("as_of", "pk")
    }  # fmt: skip
    return {
        "name": row.territory,
        "country": row.country,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "population": list(last.values()),
    }


def _parts(row: Ecosystem, actor: Actor) -> Rows:
    keys = Keys()
    seen = Ecosystem.objects.visible_to(actor).filter(parent=row).order_by("pk")
    return [
        {
            "key": keys.new(part.slug.removeprefix(f"{row.slug}-")),
            **called(part), "kind": key_from(part.kind), "territory": part.territory,
            "country": part.country or None, "latitude": part.latitude,
            "longitude": part.longitude, "languages": part.languages, "time_zone": part.time_zone,
        }
        for part in seen
    ]  # fmt: skip


def _figures(row: Ecosystem) -> Rows:
    """A figure of which unit, date or source is not told would be worth nothing elsewhere."""
    told = row.figures.exclude(Q(unit="") | Q(as_of="") | Q(source=""))
    return [
        {
            **{name: telling(one, name, getattr(one, name), row) for name in one.tellable},
            "value": one.value, "as_of": one.as_of, "source": one.source,
        }
        for one in told.order_by("position", "pk")
    ]  # fmt: skip
