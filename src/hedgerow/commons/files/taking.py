"""Taking files away together with what they were about: the act on that row says who may."""

from datetime import datetime

from django.db.models import QuerySet

from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from .clearing import let_go
from .models import StoredFile


def take_away(files: QuerySet[StoredFile], *, by: Actor, at: datetime) -> int:
    """Take these away for good, each with a fact, in the caller's transaction; return how many."""
    rows = list(files.select_for_update().order_by("pk"))
    for row in rows:
        record("removed", row, by, at, {"digest": row.digest})
    return let_go([row.pk for row in rows])


def record(what: str, row: StoredFile, by: Actor, at: datetime, said: dict[str, object]) -> None:
    """One fact about a file and the row that it is about."""
    journal.record(
        f"files.{what}",
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("files.file", row.uuid), (row.about_kind, row.about)],
        payload=said,
    )
