"""Signing up, answering for one that is kept, and leaving."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import (
    ByInvitation,
    NotForThem,
    NothingToAnswer,
    NotOpen,
    SignedUp,
)
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.features.engagement.opportunities.queries.fitting import takes
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from . import checks, holding, line, placing, standing
from .ending import end_there
from .hearing import hear
from .telling import tell_of

State = SignUp.State
CURRENT = (State.ASKED, State.WAITING, State.OFFERED, State.PLACED)


@transaction.atomic
def sign_up(
    opportunity: Opportunity, person: Person, *, agrees: bool = False, by: Actor, at: datetime
) -> SignUp:
    """Sign a person up: a place, a question to a guardian, or a place on the waiting list.

    Oneself, a guardian of who does not decide alone yet, or staff. ``agrees`` agrees to what has to
    be agreed to first.

    Raises NotFound, NotOpen, SignedUp, HeldElsewhere, NotForThem, NoGuardian, ConsentNeeded or
    AnswersOneself.
    """
    row = checks.locked(opportunity, by)
    require_open(by, row.ecosystem_id)
    said = standing.answering(row, person, by, at)
    if row.by_invitation:
        raise ByInvitation(title=row.said("title"))
    if not takes(row, at):
        raise NotOpen(title=row.said("title"))
    known = _fresh(row, person)
    holding.require_not_held(row)
    standing.check_fits(row, person, said, at)
    asks = said.needs_guardian(row)
    if asks:
        standing.require_guardian(row, person)
    else:
        standing.require_consent(row, person, said, agrees=agrees, by=by, at=at)
    state = rules.standing(line.free(row), line.waiting(row), needs_guardian=asks)
    found = known or SignUp(ecosystem=row.ecosystem, opportunity=row, person=person)
    found.asked_at, found.ended_at, found.enrolment = at, None, None
    found.signed_up_by_id, found.origin = by.person_id, by.origin
    _stand(row, found, state, by, at)
    return found


@transaction.atomic
def accept_place(sign_up: SignUp, *, agrees: bool = False, by: Actor, at: datetime) -> SignUp:
    """Take the place that is kept: what was offered, or what a child asked a guardian for.

    Raises NotFound, NothingToAnswer where it is not kept any more, NeedsGuardian, AnswersOneself,
    NotPermitted to staff, or ConsentNeeded.
    """
    row, found = _theirs(sign_up, by)
    said = standing.answering(row, found.person, by, at)
    if found.expires_at is None or found.expires_at <= at:
        raise NothingToAnswer(name=found.person.called or found.person.name)
    if said.capacity == "staff":
        raise NotPermitted(permission=OFFER)
    standing.require_answer(row, found.person, said)
    standing.require_consent(row, found.person, said, agrees=agrees, by=by, at=at)
    placing.place(row, [found], by, at, new=0)
    return found


@transaction.atomic
def decline_place(sign_up: SignUp, *, by: Actor, at: datetime) -> SignUp:
    """Say no to the place that is kept; the next in the line is offered it.

    Raises NotFound, NothingToAnswer or AnswersOneself.
    """
    row, found = _theirs(sign_up, by)
    standing.answering(row, found.person, by, at)
    if found.state not in SignUp.ANSWERED_BY_DAY:
        raise NothingToAnswer(name=found.person.called or found.person.name)
    return _leave(row, found, State.DECLINED, "place_declined", by, at)


@transaction.atomic
def withdraw(sign_up: SignUp, *, by: Actor, at: datetime) -> SignUp:
    """Leave: the place, or the waiting list; the next in the line is offered the place.

    A place that has not begun is as if never given; one that has ends today.

    Raises NotFound, NothingToAnswer where it is over already, or AnswersOneself.
    """
    row, found = _theirs(sign_up, by)
    standing.answering(row, found.person, by, at)
    if found.state not in CURRENT:
        raise NothingToAnswer(name=found.person.called or found.person.name)
    if found.state == State.PLACED and found.enrolment is not None:
        end_there(found.enrolment, by=by, at=at)
        found.enrolment = None
    return _leave(row, found, State.LEFT, "place_left", by, at)


def _fresh(row: Opportunity, person: Person) -> SignUp | None:
    """The person's earlier standing, which is over; raises SignedUp where it is not."""
    if person.erased_at is not None:
        raise NotForThem(title=row.said("title"), name=person.name)
    known = SignUp.objects.select_for_update().filter(opportunity=row, person=person).first()
    there = Enrolment.objects.filter(activity=row.activity_id, person=person, ends=None)
    if (known is not None and known.state in CURRENT) or (row.activity_id and there.exists()):
        raise SignedUp(name=person.called or person.name)
    return known


def _stand(row: Opportunity, found: SignUp, state: str, by: Actor, at: datetime) -> None:
    if state == State.PLACED:
        placing.place(row, [found], by, at, new=1)
    elif state == State.ASKED:
        line.keep(found, row, State.ASKED, at)
        line.held(row, 1)
        tell_of("place_asked", row, found, by=by, at=at)
        hear(row, found, at)
    else:
        found.state, found.expires_at = State.WAITING, None
        found.save()
        tell_of("line_joined", row, found, by=by, at=at)


def _leave(
    row: Opportunity, found: SignUp, state: str, told: str, by: Actor, at: datetime
) -> SignUp:
    holds = found.state in SignUp.HOLDING
    line.over(found, state, at)
    tell_of(told, row, found, by=by, at=at)
    if holds:
        line.held(row, -1)
        line.pass_on(row, at)
    return found


def _theirs(sign_up: SignUp, by: Actor) -> tuple[Opportunity, SignUp]:
    """The opportunity, locked, and the sign-up as it stands; raises NotFound."""
    seen = SignUp.objects.visible_to(by).filter(pk=sign_up.pk).first()
    if seen is None:
        raise NotFound
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related("ecosystem", "kind")
    row = rows.get(pk=seen.opportunity_id)
    require_open(by, row.ecosystem_id)
    return row, SignUp.objects.select_related("person", "enrolment").get(pk=seen.pk)
