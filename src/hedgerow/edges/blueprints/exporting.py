"""An ecosystem's set-up as a blueprint: what it is made of, and nobody who is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w
from django.conf.locale import LANG_INFO

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EXPORT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.permissions import Actor, require

from . import asked, patterns, rating, taking_part, travelling_rounds, yearly
from .carrying import carried_by
from .guarding import guarded
from .introducing import figures, identity, parts, territory
from .invented import as_invented
from .keys import plain
from .names import Passage
from .schema import Blueprint
from .unreachable import unreachable

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A blueprint, and what was held back of it because it names or reaches somebody."""

    blueprint: Blueprint
    held: tuple[Passage, ...]


def blueprint_of(actor: Actor, slug: str) -> Blueprint:
    """The blueprint alone; raises as ``taken_along``."""
    return taken_along(actor, slug).blueprint


def taken_along(actor: Actor, slug: str) -> Taken:
    """The set-up of the ecosystem at that address, without anybody's data.

    No person, no organisation, no body of one organisation, nothing observed or held comes
    along, and no part that the actor does not see; nor does any text that names a person, nor an
    address or a number by which one is reached. Raises NotFound, or NotPermitted for whoever may
    not edit the ecosystem.
    """
    row = ecosystem_for(actor, slug)
    require(actor, EXPORT_ECOSYSTEM, within=row.pk)
    held = list[Passage]()
    kept = carried_by(row)
    sections, omitted = guarded(_sections(row, actor, kept, held), row)
    sections, reached = unreachable(sections, {*LANG_INFO, *row.languages, *row.told})
    told = as_invented(Blueprint.model_validate(sections), kept)
    return Taken(told, (*held, *omitted, *reached))


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
        "identity": identity(row),
        "territory": territory(row),
        "parts": parts(row, actor),
        "figures": figures(row),
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


def as_toml(blueprint: Blueprint, held: Sequence[Passage] = ()) -> str:
    """The file that ``schema.read`` reads; it says how many passages were ``held`` back, not which."""
    kept = plain(blueprint.model_dump(exclude_defaults=True))
    reached = sum(one.reaches for one in held)
    said = {
        "Held back because they name somebody": len(held) - reached,
        "Texts of which addresses or telephone numbers were left out": reached,
    }
    lines = [f"# {title}: {number}\n" for title, number in said.items() if number]
    told = "".join([*lines, "\n"]) if lines else ""
    return told + tomli_w.dumps(kept, multiline_strings=True)
