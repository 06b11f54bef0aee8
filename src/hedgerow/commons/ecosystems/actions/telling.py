"""What every act on an ecosystem does first and last: lock the row, tell the journal."""

from datetime import datetime

from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Ecosystem


def locked(ecosystem: Ecosystem, by: Actor) -> Ecosystem:
    """The row, held until the transaction ends; raises NotFound to outsiders."""
    row = Ecosystem.objects.visible_to(by).select_for_update().filter(pk=ecosystem.pk).first()
    if row is None:
        raise NotFound
    return row


def record(
    what: str, row: Ecosystem, *, by: Actor, at: datetime, payload: dict[str, object]
) -> None:
    """Tell the journal that ``ecosystems.<what>`` happened to the ecosystem."""
    journal.record(
        f"ecosystems.{what}",
        by=by,
        at=at,
        ecosystem=row.pk,
        subjects=[("ecosystems.ecosystem", row.uuid)],
        payload=payload,
    )
