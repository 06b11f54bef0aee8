"""Facts for tests: Ada acts in the grove, Cy in the orchard."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hedgerow.foundation import journal
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GROVE, ORCHARD = 1, 2
ADA, CY = Actor(person_id=11, via="page"), Actor(person_id=33, via="api", origin="imported")
ELECTION = ("governance.election", UUID(int=5))


def a_fact(**changes: Any) -> Fact:
    """One fact of Ada's about the election, in its own transaction."""
    values: dict[str, Any] = {
        "by": ADA,
        "at": NOON,
        "ecosystem": GROVE,
        "subjects": [ELECTION],
        "payload": {"seated": 3},
    }
    kind = changes.pop("kind", "governance.election_closed")
    with transaction.atomic():
        return journal.record(kind, **values | changes)
