"""Referrals as each side sees them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .. import rules
from ..models import Referral, ReferralStep
from ..words import ACTS, AFTER_ALL, STEPS
from .sides import answered_by, sides_of


@dataclass(frozen=True, slots=True)
class StepLine:
    what: str | Promise
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral; ``acts`` are what this reader can do now, by key and in words."""

    uuid: UUID
    slug: str
    ecosystem: str
    learner: str
    sender: str
    receiver: str
    need: str | Promise
    note: str
    state: str
    label: str | Promise
    at: datetime
    due_at: datetime | None
    overdue: bool
    waits_for: str
    acts: Sequence[tuple[str, str | Promise, bool]]
    may_redirect: bool
    steps: Sequence[StepLine]

    @property
    def at_once(self) -> list[tuple[str, str | Promise]]:
        """What a press does, that it was merely seen last."""
        acts = [(act, word) for act, word, needs_reason in self.acts if not needs_reason]
        return sorted(acts, key=lambda one: one[0] == "see")

    @property
    def with_reason(self) -> list[tuple[str, str | Promise]]:
        """What is not done without saying why."""
        return [(act, word) for act, word, needs_reason in self.acts if needs_reason]


def referrals_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Referral]:
    """Those on either organisation's side that the actor may see, the newest first."""
    seen = Referral.objects.visible_to(actor).filter(ecosystem=ecosystem)
    related = seen.select_related("learner", "sender", "receiver", "ecosystem")
    return related.order_by("-at", "-pk")


def referral_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Referral:
    """The referral if the actor may see it; raises NotFound."""
    row = referrals_of(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def referral_page(actor: Actor, row: Referral, at: datetime) -> ReferralPage:
    """The referral as this reader sees it. Six queries.

    Whoever was asked instead reads nothing of who was asked before: no family agreed to that.
    """
    sides = sides_of(actor, row, at)
    steps = list(_steps([row]))
    if not sides - {"receiver"}:
        turns = [n for n, one in enumerate(steps) if one.act == "redirect"]
        steps = steps[turns[-1] :] if turns else steps
    return _page(row, sides, steps, at)


def _steps(rows: Collection[Referral]) -> QuerySet[ReferralStep]:
    steps = ReferralStep.objects.filter(referral__in=[row.pk for row in rows])
    return steps.select_related("by").order_by("at", "pk")


def _page(
    row: Referral, sides: frozenset[str], steps: Iterable[ReferralStep], at: datetime
) -> ReferralPage:
    acts = [] if row.ecosystem.closed_on else rules.possible(row.state, sides)
    return ReferralPage(
        row.uuid, row.ecosystem.slug, row.ecosystem.said("name"), row.learner.name, row.sender.name,
        row.receiver.name, row.get_need_display(), row.note, row.state, row.get_state_display(),
        row.at, row.due_at, row.due_at is not None and row.due_at < at,
        rules.waits_for(row.state) or "",
        [(act, _word(act, row), act in rules.NEEDS_REASON) for act in acts if act != "redirect"],
        "redirect" in acts,
        [
            StepLine(STEPS[one.act], one.reason, one.by.name if one.by else "", one.at)
            for one in steps
        ],
    )  # fmt: skip


def _word(act: str, row: Referral) -> str | Promise:
    return AFTER_ALL if (row.state, act) == (rules.STOPPED, "agree") else ACTS[act]


def own_referrals(actor: Actor, at: datetime) -> list[ReferralPage]:
    """One's own and one's wards', for who answers for them; the newest first."""
    rows = Referral.objects.of_family(actor).select_related(
        "learner", "sender", "receiver", "ecosystem"
    )
    lately = list(rows.order_by("-at", "-pk")[:30])
    mine, steps = answered_by(actor, lately, at), defaultdict(list)
    for step in _steps(lately):
        steps[step.referral_id].append(step)
    family = frozenset({"family"})
    return [_page(row, family, steps[row.pk], at) for row in lately if row.pk in mine]
