"""One fact an act on an opportunity."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hedgerow.features.engagement.opportunities.models import Opportunity
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
    journal.record(
        f"opportunities.{kind}",
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("opportunities.opportunity", row.uuid), *about],
        payload=payload,
    )
    search.refresh(KIND, [row.pk])
