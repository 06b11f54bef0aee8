"""What a blueprint says of kinds of placement, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.foundation.blueprints import Invented, Key, Language, Section
from hedgerow.foundation.permissions import Actor

from .actions import save_placement_kind
from .models import PlacementKind as KindRow
from .models import Who

Short = Annotated[str, Field(min_length=1, max_length=120)]
Title = Short | Annotated[dict[Language, Short], Field(min_length=1)]
Help = Annotated[str, Field(max_length=300)]


class Required(Section):
    """Something that has to be there first, with who sees to it."""

    key: Key
    title: Title
    help: Help | Annotated[dict[Language, Help], Field(min_length=1)] = ""
    who: Who
    due_days: Annotated[int, Field(ge=0, le=365)] = 7
    has_validity: bool = False
    may_waive: bool = True
    private: bool = False


class PlacementKind(Invented):
    """A kind of placement; ``counts_as`` is the kind of activity of its hours, ``opportunity_kind`` the
    kind of opportunity from which one comes to it."""

    key: Key
    title: Title
    counts_as: Key
    opportunity_kind: Key | None = None
    hours: Annotated[Decimal, Field(gt=0)] | None = None
    asked: dict[Key, Title] = {}
    levels: tuple[Named, ...] = ()
    requirements: tuple[Required, ...] = ()


def plant_placement_kinds(
    ecosystem: Ecosystem, rows: Sequence[PlacementKind], *, by: Actor, at: datetime
) -> None:
    """Set up the kinds that are not there yet and whose kind of activity is."""
    kept = set(KindRow.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    kinds = {kind.key: kind for kind in Kind.objects.filter(ecosystem=ecosystem)}
    offered = {kind.key: kind for kind in OpportunityKind.objects.filter(ecosystem=ecosystem)}
    for one in rows:
        if one.key in kept or one.counts_as not in kinds:
            continue
        save_placement_kind(
            ecosystem, one.key, by=by, at=at, **_texts(one, ecosystem.languages),
            activity_kind=kinds[one.counts_as],
            opportunity_kind=offered.get(one.opportunity_kind or ""),
            goal_minutes=int(one.hours * 60) if one.hours else None,
            requirements=[_required(row, ecosystem.languages) for row in one.requirements],
        )  # fmt: skip


def _texts(one: PlacementKind, languages: Sequence[str]) -> dict[str, Any]:
    """Title, what is evaluated and the levels, each in the languages that it has."""
    asked = {f"asked.{key}": title for key, title in one.asked.items()}
    scale = {f"scale.{level}": words for level, words in enumerate(one.levels, 1)}
    said = in_languages({"title": one.title, **asked, **scale}, languages)
    return {
        "title": said["title"], "told": said["told"],
        "asked": [[key, said[f"asked.{key}"]] for key in one.asked],
        "scale": [[level, said[f"scale.{level}"]] for level in range(1, len(one.levels) + 1)],
    }  # fmt: skip


def _required(row: Required, languages: Sequence[str]) -> dict[str, Any]:
    told = in_languages({"title": row.title, "help": row.help}, languages)
    return {**row.model_dump(), **told, "who": str(row.who.value)}
