"""Placements as cards by stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.foundation.permissions import Actor

from . import rules
from .models import Placement
from .permissions import ARRANGE
from .queries import stage_of
from .words import STAGES

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A placement on the board."""

    uuid: UUID
    learner: str
    kind: str
    host: str
    due: date | None
    is_late: bool
    has_claims: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with its first cards, what is late before the rest."""

    stage: rules.Stage
    title: str | Promise
    count: int
    cards: Sequence[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def lanes(rows: Iterable[Placement], today: date) -> list[Lane]:
    """A lane for each stage that somebody still sees to; those that are over are in the table."""
    by_stage: dict[rules.Stage, list[Card]] = {stage: [] for stage in rules.STAGES[:-2]}
    for row in rows:
        stage = stage_of(row, today)
        if stage in by_stage:
            by_stage[stage].append(_card(row))
    return [
        Lane(
            stage, STAGES[stage], len(cards),
            sorted(cards, key=lambda one: (not one.is_late, one.due or date.max))[:SHOWN],
        )
        for stage, cards in by_stage.items()
    ]  # fmt: skip


def may_request(actor: Actor, ecosystem: int) -> bool:
    """Whether the actor may ask for a placement of somebody else; each learner may for oneself."""
    return actor.may_somewhere(ARRANGE, ecosystem)


def _card(row: Placement) -> Card:
    found = {name: getattr(row, name) for name in ("next_due", "is_late", "has_claims")}
    host = row.host.name if row.host else ""
    return Card(
        row.uuid, row.learner.name, row.kind.shown, host, found["next_due"],
        bool(found["is_late"]) and row.state == "preparing", bool(found["has_claims"]),
    )  # fmt: skip
