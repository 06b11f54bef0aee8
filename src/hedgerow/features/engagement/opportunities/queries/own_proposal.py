"""How what somebody proposed stands for them, and what they can do about it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

Stands = Literal["waiting", "prepared", "open", "over", "declined", "withdrawn"]
LOOKED: Final = "opportunities.edited"
WITHDRAWN: Final = "opportunities.proposal_withdrawn"


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """``stands`` is how far it came; ``by`` whom one tells what should change.

    waiting: nobody has looked at it, prepared: somebody who may open it changed it, open: it takes
    place, over: it was open once, declined: it is not offered, withdrawn: it was taken back ``on`` a day.
    """

    stands: Stands
    by: str
    on: date | None = None

    @property
    def may_change(self) -> bool:
        return self.stands == "waiting"

    @property
    def may_withdraw(self) -> bool:
        return self.stands in ("waiting", "prepared")


def own_proposal(actor: Actor, row: Opportunity) -> OwnProposal | None:
    """How it stands for who proposed it; None for everybody else. At most two queries."""
    if row.proposed_at is None or row.entered_by_id is None:
        return None
    if row.entered_by_id != actor.person_id:
        return None
    leads = row.leader.name if row.leader else ""
    where = row.organisation.name if row.organisation else row.ecosystem.said("name")
    stands, back = (
        _stands(row),
        taken_back(row) if row.state == Opportunity.State.ARCHIVED else None,
    )
    by = f"{leads} ({where})" if leads else where
    return OwnProposal(stands, by) if back is None else OwnProposal("withdrawn", by, back)


def proposed_before(actor: Actor, ecosystem: Ecosystem, uuid: str) -> Opportunity | None:
    """What the actor proposed here under that id, to begin anew from; None where there is no such thing."""
    try:
        rows = Opportunity.objects.filter(ecosystem=ecosystem, uuid=UUID(uuid))
    except ValueError:
        return None
    mine = rows.filter(entered_by=actor.person_id or 0)
    return mine.exclude(proposed_at=None).select_related("kind", "organisation").first()


def was_looked_at(row: Opportunity) -> bool:
    """Whether anybody but who proposed it has begun to change it. One query."""
    facts = Fact.objects.filter(
        ecosystem=row.ecosystem_id, kind=LOOKED,
        subjects__kind="opportunities.opportunity", subjects__uuid=row.uuid,
    )  # fmt: skip
    return facts.exclude(by_person=row.entered_by_id).exists()


def taken_back(row: Opportunity) -> date | None:
    """On which day who proposed it took it back, unless they did not. One query."""
    facts = Fact.objects.filter(
        ecosystem=row.ecosystem_id, kind=WITHDRAWN,
        subjects__kind="opportunities.opportunity", subjects__uuid=row.uuid,
    )  # fmt: skip
    last = facts.order_by("-pk").first()
    return day_in(row.ecosystem, last.at) if last else None


def _stands(row: Opportunity) -> Stands:
    if row.is_proposal:
        return "prepared" if was_looked_at(row) else "waiting"
    if row.state == Opportunity.State.OPEN:
        return "open"
    return "over" if row.state == Opportunity.State.CLOSED else "declined"
