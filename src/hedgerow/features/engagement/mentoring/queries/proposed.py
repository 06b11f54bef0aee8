"""A proposal as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.numerals import percent

from ..models import Proposal, ProposedPair
from ..rules.pairs import ONE
from . import lists, wording
from .helper import grown_with_young
from .pool import required_checks

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One wish in a proposal: who might help and why, or what the learner waits for."""

    need: UUID
    learner: str
    site: str
    offer: UUID | None
    mentor: str
    why: Text
    pinned: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal before it is published. ``gap`` is the share it may be dearer than the best.

    ``unchecked`` pairs an adult with a minor though no check is asked for here.
    """

    slug: str
    uuid: UUID
    kind: Text
    site: str
    state: str
    state_word: Text
    made_at: datetime
    made_by: str
    method: str
    gap: float
    points: float
    pairs: Sequence[ProposedLine]
    waiting: Sequence[ProposedLine]
    ruled_out: Sequence[tuple[UUID, UUID, str, str]]
    offers: Sequence[tuple[UUID, str, int]]
    may_edit: bool
    unchecked: int

    @property
    def percent(self) -> str:
        """The gap as pages say it."""
        return percent(f"{self.gap * 100:.2g}")


def proposal_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Proposal:
    """The proposal, if the actor sees it; raises NotFound."""
    row = lists.proposals(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def proposal_page(actor: Actor, row: Proposal) -> ProposalPage:
    """The proposal with its pairs by learner, and what was held by hand."""
    day, open_ = today(row.ecosystem), not_barred(actor, "need__person")
    asks = bool(required_checks(row.ecosystem))
    rows = row.pairs.filter(open_).select_related("need__person", "need__site", "offer__person")
    related = list(rows.order_by("need__person__sort_name", "pk"))
    holds = list(row.holds.filter(open_).select_related("need__person", "offer__person"))
    pins = {one.need_id for one in holds if one.pinned}
    lines = [
        ProposedLine(
            one.need.uuid, one.need.person.name, one.need.site.name if one.need.site else "",
            one.offer.uuid if one.offer else None, one.offer.person.name if one.offer else "",
            wording.sentence(one.terms) if one.offer else wording.WAITS.get(one.waits_for, ""),
            one.need_id in pins,
        )
        for one in related
    ]  # fmt: skip
    offers = lists.offers(actor, row.ecosystem).filter(kind=row.kind, state="open")
    return ProposalPage(
        row.ecosystem.slug, row.uuid, row.get_kind_display(), row.site.name if row.site else "",
        row.state, row.get_state_display(), row.made_at, row.made_by.name if row.made_by else "",
        row.method, row.gap, row.cost / ONE, [one for one in lines if one.offer],
        [one for one in lines if not one.offer],
        [(one.need.uuid, one.offer.uuid, one.need.person.name, one.offer.person.name)
         for one in holds if not one.pinned],
        [(one.uuid, one.person.name, getattr(one, "free", 0)) for one in offers.order_by("person__sort_name", "pk")],
        row.state == Proposal.State.DRAFT and row.ecosystem.closed_on is None,
        0 if asks else _grown_with_young(related, day),
    )  # fmt: skip


def _grown_with_young(rows: Sequence[ProposedPair], day: date) -> int:
    """How many of the pairs put an adult and a minor together."""
    both = [(one.offer.person, one.need.person) for one in rows if one.offer]
    return sum(grown_with_young(mentor, learner, day) for mentor, learner in both)
