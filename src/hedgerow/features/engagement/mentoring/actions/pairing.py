"""Pairs: proposed by hand, answered by both, begun, ended."""

from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.standing import is_guardian, standing_of
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..errors import (
    AlreadyAnswered,
    NotYoursToAnswer,
    PairOver,
)
from ..models import Need, Offer, Pairing
from ..permissions import ARRANGE, OFFER_HELP
from .belongs import held, locked, refuse, require_arranging, tell
from .pairable import may_pair, terms_of
from .running import place_ended

Side = Literal["mentor", "learner"]


@transaction.atomic
def propose_pair(need: Need, offer: Offer, *, by: Actor, at: datetime) -> Pairing:
    """Propose a pair by hand; both are asked.

    Raises NotFound, NotPermitted, NeedMet, OfferOver, AlreadyPaired, Full, NotChecked or
    MayNotBePaired.
    """
    wish: Need = locked(Need, need, by, "person", "site")
    help_: Offer = locked(Offer, offer, by, "person", "site")
    require_arranging(by, wish.ecosystem, wish.site_id)
    return propose(wish.ecosystem, wish, help_, by=by, at=at)


def propose(ecosystem: Ecosystem, need: Need, offer: Offer, *, by: Actor, at: datetime) -> Pairing:
    """Check that these two, as they stand now, may be paired, and propose it."""
    need, offer = held(Need, [need.pk])[need.pk], held(Offer, [offer.pk])[offer.pk]
    day = day_in(ecosystem, at)
    may_pair(ecosystem, need, offer, day)
    found = terms_of(ecosystem, need, offer, day)
    row = Pairing.objects.create(
        ecosystem=ecosystem, offer=offer, need=need, terms=found, proposed_by_id=by.person_id,
        proposed_at=at, origin=by.origin,
    )  # fmt: skip
    need.revise(None, state=Need.State.PAIRED)
    need.save(update_fields=["state", "revision"])
    tell("pair_proposed", row, by, at, [offer.person, need.person])
    return row


@transaction.atomic
def answer_pair(pairing: Pairing, agrees: bool, side: Side, *, by: Actor, at: datetime) -> Pairing:
    """Say yes or no for one side: oneself, a guardian below the age of own consent, or told.

    Who arranges pairs records what was told them. A no ends it, and the wish waits again.

    Raises NotFound, NotPermitted, PairOver, AlreadyAnswered or NotYoursToAnswer.
    """
    row: Pairing = locked(Pairing, pairing, by, "offer__person", "need__person", "need__site")
    require(by, OFFER_HELP, within=row.ecosystem_id)
    if row.state != Pairing.State.PROPOSED:
        raise PairOver if row.state in ("declined", "ended") else AlreadyAnswered
    person = row.offer.person if side == "mentor" else row.need.person
    _may_answer(row, person, by, at)
    if getattr(row, f"{side}_says") is not None:
        raise AlreadyAnswered
    for name, value in (("says", agrees), ("said_by_id", by.person_id), ("said_at", at)):
        setattr(row, f"{side}_{name}", value)
    if not agrees:
        row.state = Pairing.State.DECLINED
        _waits_again(row.need)
    elif row.mentor_says and row.learner_says:
        row.state = Pairing.State.AGREED
    row.save()
    tell("pair_answered", row, by, at, [person], agrees=agrees, side=side)
    return row


def _may_answer(row: Pairing, person: Person, by: Actor, at: datetime) -> None:
    standing = standing_of(row.ecosystem, [person], at)[person.pk]
    mine, ward = by.person_id == person.pk, is_guardian(by, row.ecosystem, person, at)
    if (mine and standing.of_age) or (ward and not standing.of_age):
        return
    if by.may(ARRANGE, row.ecosystem_id) or by.may_at(ARRANGE, row.ecosystem_id, row.need.site_id):
        return
    if mine or ward:
        raise NotYoursToAnswer(age=standing.age)
    raise refuse(ARRANGE)


def _waits_again(need: Need) -> None:
    """The wish waits again, unless another one of its kind does already."""
    Person.objects.select_for_update(no_key=True).get(pk=need.person_id)  # who may tell one now
    others = Need.objects.filter(ecosystem=need.ecosystem_id, person=need.person_id)
    doubled = others.filter(kind=need.kind, state=Need.State.WAITING).exists()
    need.revise(None, state=Need.State.WITHDRAWN if doubled else Need.State.WAITING)
    need.save(update_fields=["state", "revision"])


@transaction.atomic
def end_pair(pairing: Pairing, ends: date, reason: str, *, by: Actor, at: datetime) -> Pairing:
    """End a pair: either side, a guardian, or who arranges. The place in the activity ends too.

    Raises NotFound, PairOver, or Invalid where it would end before it began.
    """
    row: Pairing = locked(Pairing, pairing, by, "offer__person", "need__person", "activity")
    require(by, OFFER_HELP, within=row.ecosystem_id)
    if row.state in (Pairing.State.ENDED, Pairing.State.DECLINED):
        raise PairOver
    if row.starts and ends < row.starts:
        raise Invalid({"ends": [_("The last day comes before the first.")]})
    check_lengths(Pairing, {"reason": reason})
    was_live = row.state == Pairing.State.LIVE
    row.state, row.reason, row.ends = Pairing.State.ENDED, reason, ends
    row.save(update_fields=["state", "reason", "ends"])
    if was_live:
        place_ended(row, ends, by=replace(by, steward=True), at=at)
    else:
        _waits_again(row.need)
    tell("pair_ended", row, by, at, [row.offer.person, row.need.person])
    return row
