"""Proposals: reckoned for everybody at once, looked at, edited by hand, published."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.actions import belonging
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import MayNotBePaired, ProposalOver
from ..models import Hold, Need, Offer, Pairing, Proposal
from ..queries import pool
from ..queries.wording import WHY
from ..rules.pairs import Why, refusal
from .belongs import held, locked, require_arranging, tell
from .pairing import propose
from .reckoning import reckon


@transaction.atomic
def make_proposal(
    ecosystem: Ecosystem, kind: str, *, by: Actor, at: datetime, site_id: int | None = None
) -> Proposal:
    """Reckon who should be paired with whom so that all together fare best; nobody is asked yet.

    ``site_id`` takes the wishes of one site alone. Raises NotFound, NotPermitted or NothingToPair.
    """
    belonging.seen(ecosystem, by)
    belonging.organisations(ecosystem, [site_id])
    require_arranging(by, ecosystem, site_id)
    weights = asdict(pool.weights_of(ecosystem))
    row = Proposal(
        ecosystem=ecosystem, site_id=site_id, kind=kind, weights=weights, method="", cost=0,
        bound=0, made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    reckon(row, (), at)
    tell("proposal_made", row, by, at, kind=kind)
    return row


@transaction.atomic
def hold_pair(
    proposal: Proposal, need: Need, offer: Offer, pinned: bool | None, *, by: Actor, at: datetime
) -> Proposal:
    """Keep a pair (True), forbid it (False) or leave it to the reckoning (None); reckon anew.

    Raises NotFound, NotPermitted, ProposalOver or MayNotBePaired.
    """
    row = _draft(proposal, by)
    require_not_barred(by, [need.person_id])
    if not row.pairs.filter(need=need).exists() or offer.kind != row.kind:
        raise NotFound
    if not Offer.objects.visible_to(by).filter(pk=offer.pk, ecosystem=row.ecosystem_id).exists():
        raise NotFound
    row.holds.filter(need=need, offer=offer).delete()
    if pinned:
        row.holds.filter(need=need, pinned=True).delete()
        _may_be_pinned(row, need, offer, at)
    if pinned is not None:
        Hold.objects.create(proposal=row, need=need, offer=offer, pinned=pinned)
    reckon(row, list(row.holds.all()), at)
    tell("proposal_edited", row, by, at)
    return row


def _may_be_pinned(row: Proposal, need: Need, offer: Offer, at: datetime) -> None:
    day, weights = day_in(row.ecosystem, at), pool.weights_from(row.weights)
    offered = pool.offered(row.ecosystem, [offer], day)[0]
    taken = row.holds.filter(offer=offer, pinned=True).count()
    why = refusal(offered, pool.needed([need])[0], weights)
    if why is None and offered.free <= taken:
        why = Why.FULL
    if why is not None:
        raise MayNotBePaired(why=WHY[why])


@transaction.atomic
def publish_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> list[Pairing]:
    """Ask both sides of every pair; those without one go on waiting.

    Each pair is checked anew. Raises NotFound, NotPermitted, ProposalOver, or what speaks against a
    pair since the proposal was made.
    """
    row = _draft(proposal, by)
    pairs = list(row.pairs.exclude(offer=None).order_by("pk").values_list("need", "offer"))
    needs = held(Need, [need for need, _offer in pairs])
    offers = held(Offer, [offer for _need, offer in pairs])
    made = [
        propose(row.ecosystem, needs[need], offers[offer], by=by, at=at) for need, offer in pairs
    ]
    row.state, row.published_at = Proposal.State.PUBLISHED, at
    row.save(update_fields=["state", "published_at"])
    tell("proposal_published", row, by, at, pairs=len(made))
    return made


@transaction.atomic
def put_aside(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Leave a proposal; raises NotFound, NotPermitted or ProposalOver."""
    row = _draft(proposal, by)
    row.state = Proposal.State.ASIDE
    row.save(update_fields=["state"])
    tell("proposal_put_aside", row, by, at)
    return row


def _draft(proposal: Proposal, by: Actor) -> Proposal:
    row: Proposal = locked(Proposal, proposal, by)
    require_arranging(by, row.ecosystem, row.site_id)
    if row.state != Proposal.State.DRAFT:
        raise ProposalOver
    return row
