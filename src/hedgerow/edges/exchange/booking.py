"""What an import leaves beside its rows: its line in the list of imports, and its fact."""

from datetime import datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from .comparing import Upload
from .models import Import
from .outcomes import Preview


def listed(
    ecosystem: Ecosystem, upload: Upload, outcome: Preview, by: Actor, at: datetime
) -> Import:
    """The import as the page of imports lists it, where no page brought it in."""
    return Import.objects.create(
        ecosystem=ecosystem,
        by_id=by.person_id,
        file_name=(upload.name or upload.path.name)[:200],
        target=outcome.target,
        mapping_name=(upload.mapping and upload.mapping.title) or upload.target,
        state=Import.State.DONE,
        preview=counted(outcome),
        created_at=at,
        finished_at=at,
    )


def tell(ecosystem: Ecosystem, outcome: Preview, by: Actor, at: datetime) -> None:
    """One fact for the file, in numbers."""
    numbers = {
        name: sum(getattr(outcome, name).values()) for name in ("new", "changed", "unchanged")
    }
    numbers["excluded"] = outcome.rows_excluded
    numbers |= {name: ended for name in ("ended", "left") if (ended := getattr(outcome, name))}
    journal.record(
        "exchange.imported",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"target": outcome.target, **numbers},
    )


def counted(outcome: Preview) -> dict[str, object]:
    """How an import went, in numbers: nothing of its rows."""
    names = (
        "new",
        "changed",
        "unchanged",
        "excluded",
        "cells",
        "elsewhere",
        "missing",
        "ended",
        "left",
    )
    return {name: getattr(outcome, name) for name in names}
