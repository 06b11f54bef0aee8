"""Whoever proposed something changes it or takes it back, as long as nobody has looked at it."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import LookedAt, NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.permissions import PROPOSE
from hedgerow.features.engagement.opportunities.queries.own_proposal import own_proposal
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from . import checks
from .offering import OF_KIND
from .proposing import ASKED, check_site
from .telling import tell

AFTERWARDS: Final = ("open", "over", "prepared")
"""How far it has come where those who look at it change it."""


@transaction.atomic
def change_proposal(
    opportunity: Opportunity,
    values: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> Opportunity:
    """Say otherwise what one proposed, before anybody who may open it has begun to work on it.

    ``values`` are those of a proposal; what is not said stays. Another kind brings whom it is for.

    Raises NotFound, NotPermitted, LookedAt, NotNow once it was declined or taken back, Invalid, NotReady,
    or Stale with both versions.
    """
    row = _own(opportunity, by)
    _require(row, by, "may_change")
    if unknown := values.keys() - ASKED:
        raise ValueError(f"not to be said in a proposal: {', '.join(sorted(unknown))}")
    checks.check_values(row.ecosystem, values, by)
    if values.get("organisation_id", row.organisation_id) != row.organisation_id:
        check_site(row.ecosystem, values["organisation_id"], by)
    names = row.revise(revision, **values)
    if "kind_id" in names:
        for name in OF_KIND:
            setattr(row, name, getattr(row.kind, name))
    checks.check(row)
    if missing := rules.lacks(vars(row)):
        raise NotReady(title=row.said("title"), fields=missing)
    if names:
        row.changed_at = at
        row.save()
        tell("proposal_changed", row, by=by, at=at, fields=sorted(names))
    return row


@transaction.atomic
def withdraw_proposal(opportunity: Opportunity, *, by: Actor, at: datetime) -> Opportunity:
    """Take back one's own proposal before it is opened.

    Raises NotFound, NotPermitted, LookedAt once it is open, or NotNow.
    """
    row = _own(opportunity, by)
    _require(row, by, "may_withdraw")
    row.state = Opportunity.State.ARCHIVED
    row.revision += 1
    row.changed_at = at
    row.save()
    tell("proposal_withdrawn", row, by=by, at=at)
    return row


def _own(opportunity: Opportunity, by: Actor) -> Opportunity:
    row = checks.locked(opportunity, by)
    if by.person_id is None or row.proposed_at is None or row.entered_by_id != by.person_id:
        raise NotFound
    require(by, PROPOSE, within=row.ecosystem_id)
    require_open(by, row.ecosystem_id)
    return row


def _require(row: Opportunity, by: Actor, may: str) -> None:
    stands = own_proposal(by, row)
    if stands is None:
        raise NotFound
    if getattr(stands, may):
        return
    if stands.stands in AFTERWARDS:
        raise LookedAt(title=row.said("title"), who=stands.by)
    raise NotNow(state=row.get_state_display())
