"""One fact an act on an opportunity."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import journal, search
from hedgerow.foundation.permissions import Actor


def tell(
    kind: str,
    row: Opportunity,
    *,
    by: Actor,
    at: datetime,
    about: Iterable[tuple[str, UUID]] = (),
    **payload: object,
) -> None:
    """Record what was done with the opportunity; ``about`` are further subjects.

    It is found by what it says now.
    """
    _record(kind, row, about, payload, by, at)
    search.refresh(KIND, [row.pk])


def tell_of(kind: str, row: Opportunity, sign_up: SignUp, *, by: Actor, at: datetime) -> None:
    """Record what became of somebody's standing with the opportunity."""
    until = sign_up.expires_at.isoformat() if sign_up.expires_at else None
    about = [("people.person", sign_up.person.uuid)]
    _record(kind, row, about, {"sign_up": str(sign_up.uuid), "until": until}, by, at)


def _record(
    kind: str,
    row: Opportunity,
    about: Iterable[tuple[str, UUID]],
    payload: dict[str, object],
    by: Actor,
    at: datetime,
) -> None:
    journal.record(
        f"opportunities.{kind}",
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("opportunities.opportunity", row.uuid), *about],
        payload=payload,
    )
