"""What acts on placements have in common: sight, state, and what they tell."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import barred_among
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.placements import supervisors
from hedgerow.features.engagement.placements.errors import (
    CannotLookAfter,
    FamilyLooksAfter,
    NotOfHost,
    OwnChild,
    WrongState,
)
from hedgerow.features.engagement.placements.kin import families_among, is_own_child
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.parts import SPEAKING, parts_of
from hedgerow.features.engagement.placements.rules import Part
from hedgerow.foundation import journal
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

State = Placement.State


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def locked(placement: Placement, by: Actor) -> Placement:
    """The row, locked; raises NotFound, or Closed where the ecosystem is."""
    rows = Placement.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem", "kind", "learner").filter(pk=placement.pk).first()
    if row is None:
        raise NotFound
    require_open(by, row.ecosystem_id)
    return row


def part_in(row: Placement, by: Actor, allowed: Collection[Part], permission: str) -> set[Part]:
    """Which of the allowed parts the actor has; raises NotPermitted for none."""
    found = set(parts_of(by, row)) & set(allowed)
    if not found:
        raise NotPermitted(permission=permission)
    return found


def require_not_own_child(row: Placement, parts: Collection[Part], by: Actor) -> None:
    """Raise OwnChild for who would speak for the host about a learner for whom they answer."""
    if SPEAKING & set(parts) and is_own_child(by, row):
        raise OwnChild


def require_state(row: Placement, *states: str) -> None:
    if row.state not in states:
        raise WrongState(state=row.get_state_display())


def require_fit(
    row: Placement, supervisor: Person, host: Organisation | None, at: datetime
) -> None:
    """Raise NotOfHost for who has no role there, nor among the staff of the learner's school.

    Raise CannotLookAfter for whom a court keeps from the learner, not telling the reason, and
    OwnChild for who answers for them: whoever looks after a learner marks their days.
    """
    if barred_among(row.learner_id, [supervisor.pk]):
        raise CannotLookAfter(name=supervisor.name)
    if supervisor.pk in families_among([row.learner_id]).get(row.learner_id, ()):
        raise FamilyLooksAfter(name=supervisor.name)
    hosts = [host.pk] if host else []
    if not supervisors.fit(row, hosts, at).filter(pk=supervisor.pk).exists():
        raise NotOfHost(name=supervisor.name, host=host.name if host else "–")


def tell(what: str, row: Placement, by: Actor, at: datetime, **payload: Any) -> None:
    """One fact about the placement and its learner."""
    journal.record(
        f"placements.{what}", by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[
            ("placements.placement", row.uuid), ("people.person", row.learner.uuid),
        ],
        payload=payload,
    )  # fmt: skip
