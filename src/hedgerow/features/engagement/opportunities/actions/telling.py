"""One fact an act on an opportunity."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation import journal
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
    """Record what was done with the opportunity; ``about`` are further subjects."""
    journal.record(
        f"opportunities.{kind}",
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("opportunities.opportunity", row.uuid), *about],
        payload=payload,
    )
