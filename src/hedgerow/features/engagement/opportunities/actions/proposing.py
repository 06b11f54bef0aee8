"""What a family or another member proposes to offer, until whoever offers there opens or declines it."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import ManyProposals, NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.permissions import PROPOSE
from hedgerow.features.engagement.opportunities.queries import reviewing_sites
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, require

from . import checks
from .answering import tell_proposer
from .offering import OF_KIND
from .telling import tell

ASKED: Final = frozenset(
    {
        "kind_id", "title", "summary", "organisation_id", "starts", "begins", "minutes", "ends",
        "place", "online_address", "capacity", "contact",
    }
)  # fmt: skip
"""What may be said in a proposal; the rest says whoever opens it."""


MOST_WAITING: Final = 20
"""So many proposals of one person wait in an ecosystem at most."""


@transaction.atomic
def propose_opportunity(
    ecosystem: Ecosystem, values: dict[str, Any], *, by: Actor, at: datetime
) -> Opportunity:
    """Send in something that one would offer oneself, such as a guest talk about one's work.

    ``organisation_id`` is the school or partner that looks at it, one's own or a child's; without one
    whoever convenes the ecosystem does. Until somebody there opens it, nobody else sees it.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, Invalid, NotReady,
    or ManyProposals where so many of one's own wait.
    """
    checks.seen(ecosystem, by)
    require(by, PROPOSE, within=ecosystem.pk)
    if by.person_id is None:
        raise NotPermitted(permission=PROPOSE)
    if unknown := values.keys() - ASKED:
        raise ValueError(f"not to be said in a proposal: {', '.join(sorted(unknown))}")
    checks.check_values(ecosystem, values, by)
    _require_few(ecosystem, by)
    check_site(ecosystem, values.get("organisation_id"), by)
    row = _drafted(ecosystem, values, by, at)
    checks.check(row)
    if missing := rules.lacks(vars(row)):
        raise NotReady(title=row.said("title"), fields=missing)
    row.save()
    tell("proposed", row, by=by, at=at, of_kind=row.kind.key)
    return row


def _require_few(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise ManyProposals where so many of the actor's wait; the person is locked meanwhile."""
    list(Person.objects.select_for_update().filter(pk=by.person_id or 0).values_list("pk"))
    waiting = Opportunity.objects.filter(
        ecosystem=ecosystem, entered_by=by.person_id, state=Opportunity.State.DRAFT
    )
    if waiting.exclude(proposed_at=None).count() >= MOST_WAITING:
        raise ManyProposals(most=MOST_WAITING)


def _drafted(ecosystem: Ecosystem, values: dict[str, Any], by: Actor, at: datetime) -> Opportunity:
    """As its kind has it where nothing is said; shown to members alone, for who opens it to widen."""
    row = Opportunity(
        ecosystem=ecosystem, created_at=at, changed_at=at, proposed_at=at, origin=by.origin,
        entered_by_id=by.person_id, languages=ecosystem.languages[:1], **values,
    )  # fmt: skip
    for name in OF_KIND:
        setattr(row, name, getattr(row.kind, name))
    return row


def check_site(ecosystem: Ecosystem, organisation: int | None, by: Actor) -> None:
    """Raise NotFound unless one proposes to the whole, or to a school or partner of one's own or a child's."""
    sites = reviewing_sites(by, ecosystem)
    if organisation is not None and not sites.filter(pk=organisation).exists():
        raise NotFound


@transaction.atomic
def decline_proposal(
    opportunity: Opportunity, reason: str, *, by: Actor, at: datetime, revision: int | None = None
) -> Opportunity:
    """Put a proposal away and tell who made it why.

    ``revision`` is the one that was read. Raises NotFound, NotPermitted, NotNow, Stale with what it
    says now, or Invalid without a reason.
    """
    row = checks.managed(opportunity, by)
    checks.require_read(row, revision)
    reason = reason.strip()
    if not reason or len(reason) > 500:
        raise Invalid(
            {"reason": [_("Say in a sentence or two why, so that they can offer it otherwise.")]}
        )
    if not row.is_proposal:
        raise NotNow(state=row.get_state_display())
    row.state = Opportunity.State.ARCHIVED
    row.revision += 1
    row.changed_at = at
    row.save()
    tell("proposal_declined", row, by=by, at=at)
    tell_proposer(row, at, reason=reason)
    return row
