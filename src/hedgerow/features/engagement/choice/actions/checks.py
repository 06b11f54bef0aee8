"""What every act on a round asks first: sight, permission, the state it is in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import NotInThisState
from ..models import Round
from ..permissions import RUN_ROUNDS

State = Round.State
BEFORE: frozenset[str] = frozenset({State.DRAFT, State.OPEN, State.CLOSED, State.PREVIEWED})
AFTER: frozenset[str] = frozenset({State.PUBLISHED, State.OVER})


def locked(row: Round, by: Actor) -> Round:
    """The round, its row locked, for somebody who sees it; raises NotFound."""
    rows = Round.objects.visible_to(by).select_related("ecosystem")
    found = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise NotFound
    return found


def run_by(row: Round, by: Actor, *states: str) -> Round:
    """The round, locked, for who runs rounds there and where it stands as it must.

    Raises NotFound, NotPermitted, Closed or NotInThisState.
    """
    found = locked(row, by)
    require(by, RUN_ROUNDS, within=found.ecosystem_id)
    if found.state not in states:
        raise NotInThisState
    return found


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the actor may not even see the ecosystem."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def own_site(ecosystem: Ecosystem, pk: int | None) -> int | None:
    """An organisation that the ecosystem keeps or has as a member; raises NotFound."""
    if pk is not None and pk not in own_sites(ecosystem, [pk]):
        raise NotFound
    return pk


def own_sites(ecosystem: Ecosystem, pks: Collection[int]) -> set[int]:
    """Those of the organisations that are the ecosystem's own."""
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, organisation__in=pks)
    kept = Organisation.objects.filter(pk__in=pks, kept_by=ecosystem)
    return {
        *members.values_list("organisation", flat=True), *kept.values_list("pk", flat=True)
    }  # fmt: skip


def own_activity(ecosystem: Ecosystem, pk: int | None, by: Actor) -> int | None:
    """An activity of the ecosystem that the actor sees; raises NotFound."""
    return own(Activity.objects.visible_to(by).filter(ecosystem=ecosystem), pk)


def own(rows: QuerySet[Any], pk: int | None) -> int | None:
    if pk is not None and not rows.filter(pk=pk).exists():
        raise NotFound
    return pk


def is_over(row: Round, at: datetime) -> bool:
    """Whether the last day on which learners choose is over there."""
    return day_in(row.ecosystem, at) > row.closes_on


def tell(
    kind: str,
    row: Round,
    *,
    by: Actor,
    at: datetime,
    about: Iterable[tuple[str, UUID]] = (),
    payload: Mapping[str, object] | None = None,
) -> None:
    """Record one fact about a round."""
    subjects = [("choice.round", row.uuid), *about]
    journal.record(
        f"choice.{kind}", by=by, at=at, ecosystem=row.ecosystem_id, subjects=subjects,
        payload=payload or {},
    )  # fmt: skip
