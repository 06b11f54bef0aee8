"""How schools and families stay in touch, and for whom another organisation was asked for help."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Final

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.edges.blueprints.plot import Plot, Step
from hedgerow.features.engagement.care.actions import move_referral, redirect_referral, refer
from hedgerow.features.engagement.care.models import Referral
from hedgerow.features.engagement.care.planting import ReferralPattern
from hedgerow.features.engagement.care.rules import ACTS_OF, NEEDS_REASON
from hedgerow.features.engagement.families.actions import log_contact
from hedgerow.foundation.permissions import Actor

from . import codes
from .belonging import leader_of
from .days import morning
from .partnering import acting

DAY: Final = timedelta(days=1)
MONTHS, A_MONTH = 6, 7
POSITIVE: Final = (0.3, 0.4, 0.5, 0.6, 0.75, 0.85)
"""Share of good news in each month, the oldest first: it goes up."""
UNREACHED: Final = 0.1
WAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asked": "",
        "sent": "agree",
        "seen": "agree see",
        "accepted": "agree see accept",
        "declined": "agree see decline",
        "redirected": "agree see decline redirect agree accept",
        "stopped": "refuse",
        "done": "agree see accept finish",
        "closed": "agree see decline close",
    }
)
"""The steps by which a referral gets so far."""


def steps(plot: Plot) -> Iterator[Step]:
    if plot.blueprint.contacts:
        for month in range(MONTHS):
            yield Step("contacts with families", partial(_contacts, month=month))
    for number in range(len(plot.blueprint.referrals)):
        yield Step("referrals", partial(_referral, number=number))


def _contacts(plot: Plot, month: int) -> None:
    """Some calls of one month; most often good news, as it goes on."""
    chance = Random(f"{plot.history.seed}:contacts:{month}")
    told = plot.blueprint.contacts
    good = [one for one in told if one.tone == "positive"] or told
    others = [one for one in told if one.tone != "positive"] or told
    first = plot.today - (MONTHS - month) * 30 * DAY
    bright = chance.sample(range(A_MONTH), round(POSITIVE[month] * A_MONTH))
    for turn in range(A_MONTH):
        number = chance.randrange(plot.sizes.learners)
        one = chance.choice(good if turn in bright else others)
        on = first + (turn * 30 // A_MONTH) * DAY
        learner, guardian = _family(plot, number)
        site, group = codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups)
        (caller,) = codes.people(plot.ecosystem, [leader_of(plot, site, group)]).values()
        log_contact(
            plot.ecosystem, learner, one.kind, one.tone, one.topic, on=on, note=one.note,
            reached=chance.random() >= UNREACHED, guardian=guardian, by=acting(caller),
            at=morning(plot, on + DAY),
        )  # fmt: skip


def _family(plot: Plot, number: int) -> tuple[Person, Person | None]:
    """The learner of that number, and a guardian where there is one."""
    learner = Person.objects.get(kept_by=plot.ecosystem, code=codes.learner(number))
    tie = Guardian.objects.filter(ecosystem=plot.ecosystem, learner=learner).first()
    return learner, tie.guardian if tie else None


def _referral(plot: Plot, number: int) -> None:
    """A school refers one of its learners who have a guardian, and it goes its way."""
    told = plot.blueprint.referrals[number]
    learner, guardian = _family(plot, number)
    site, _group = codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups)
    receivers = list(_partners(plot, told))
    if guardian is None or not receivers:
        return
    school = Organisation.objects.get(kept_by=plot.ecosystem, code=codes.site(site))
    leader = codes.people(plot.ecosystem, [codes.adult("leader", site)])
    sender = acting(leader[codes.adult("leader", site)])
    began = plot.today - (3 + 6 * number) * DAY
    row = refer(
        plot.ecosystem, learner, school, receivers[0], told.need, told.note, by=sender,
        at=morning(plot, began),
    )  # fmt: skip
    sides = {"family": acting(guardian.pk), "sender": sender}
    _go(plot, row, told, receivers, sides)


def _partners(plot: Plot, told: ReferralPattern) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(
        kept_by=plot.ecosystem, kind="partner", sector=told.sector, code__startswith="sim-p"
    )
    return rows.order_by("code")


def _go(
    plot: Plot,
    row: Referral,
    told: ReferralPattern,
    receivers: Sequence[Organisation],
    sides: Mapping[str, Actor],
) -> None:
    """Take it step by step, a day each; who is asked answers by whoever directs it there."""
    for turn, act in enumerate(WAYS[told.goes].split(), 1):
        at = morning(plot, day_in(plot.ecosystem, row.at) + turn * DAY)
        if act == "redirect":
            row = redirect_referral(row, receivers[-1], by=sides["sender"], at=at)
            continue
        reason = told.reason if act in NEEDS_REASON else ""
        row = move_referral(row, act, reason, by=_acting(plot, row, act, sides), at=at)


def _acting(plot: Plot, row: Referral, act: str, sides: Mapping[str, Actor]) -> Actor:
    side = next(side for side, acts in ACTS_OF.items() if act in acts)
    if side in sides:
        return sides[side]
    there = Assignment.objects.filter(
        ecosystem=plot.ecosystem, role="partner", organisation=row.receiver_id
    )
    return acting(there.order_by("pk").values_list("person", flat=True).first())
