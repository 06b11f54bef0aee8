"""What every act on frameworks asks first, and writes down last."""

from datetime import datetime
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..permissions import EDIT_FRAMEWORKS


def permitted(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound to outsiders, NotPermitted to those who may not edit frameworks."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, EDIT_FRAMEWORKS, within=ecosystem.pk)


def note(
    what: str,
    ecosystem: Ecosystem,
    subject: tuple[str, UUID],
    by: Actor,
    at: datetime,
    payload: dict[str, object],
) -> None:
    """Record the fact ``frameworks.<what>``."""
    journal.record(
        f"frameworks.{what}",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[subject],
        payload=payload,
    )
