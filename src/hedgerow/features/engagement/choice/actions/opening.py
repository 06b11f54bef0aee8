"""Open a round with the promise of its seed, close it, open it again."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor

from ..errors import NothingToChoose, Overdue
from ..models import Draw, Outcome, Round
from ..rules.committing import commitment_of
from .checks import State, is_over, run_by, tell
from .offering import take_anew

SEED_BYTES = 16


@transaction.atomic
def open_round(row: Round, *, by: Actor, at: datetime, seed: str = "") -> Round:
    """Let learners choose. The seed of the draw is made now and only its hash is shown until then.

    ``seed`` is given where the draw is to be known beforehand, as by a blueprint; whoever gives it
    could choose among draws, so that pages offer no such thing.

    Raises NotFound, NotPermitted, NotInThisState, NothingToChoose or Overdue.
    """
    found = run_by(row, by, State.DRAFT)
    take_anew(found)
    if not found.offers.filter(seats__gt=0).exists():
        raise NothingToChoose
    if is_over(found, at):
        raise Overdue
    secret = seed or secrets.token_hex(SEED_BYTES)
    draw = Draw.objects.create(
        round=found, secret=secret, commitment=commitment_of(secret), committed_at=at
    )
    found.state = State.OPEN
    found.save(update_fields=["state"])
    tell("round_opened", found, by=by, at=at, payload={"commitment": draw.commitment})
    return found


@transaction.atomic
def close_round(row: Round, *, by: Actor, at: datetime) -> Round:
    """End the time in which learners choose, also before its last day; raises NotFound,
    NotPermitted or NotInThisState."""
    found = run_by(row, by, State.OPEN)
    found.state = State.CLOSED
    found.save(update_fields=["state"])
    tell("round_closed", found, by=by, at=at, payload={"lists": found.lists.count()})
    return found


@transaction.atomic
def reopen_round(row: Round, closes_on: date, *, by: Actor, at: datetime) -> Round:
    """Let learners choose again until ``closes_on``; a preview is thrown away, the seed stays.

    As the seed stays, nobody draws anew by opening a round again.
    Raises NotFound, NotPermitted, NotInThisState or Invalid.
    """
    found = run_by(row, by, State.CLOSED, State.PREVIEWED)
    if closes_on < max(day_in(found.ecosystem, at), found.opens_on):
        raise Invalid({"closes_on": [_("Choose a day that lies ahead.")]})
    forget_preview(found)
    found.state, found.closes_on = State.OPEN, closes_on
    found.answer_by = max(found.answer_by, closes_on) if found.answer_by else None
    found.save(update_fields=["state", "closes_on", "answer_by"])
    tell("round_reopened", found, by=by, at=at, payload={"closes_on": closes_on.isoformat()})
    return found


@transaction.atomic
def discard_preview(row: Round, *, by: Actor, at: datetime) -> Round:
    """Take a run back before anybody has seen it; that it was run stays in the list of runs.

    Raises NotFound, NotPermitted or NotInThisState.
    """
    found = run_by(row, by, State.PREVIEWED)
    forget_preview(found)
    found.state = State.CLOSED
    found.save(update_fields=["state"])
    tell("preview_discarded", found, by=by, at=at)
    return found


def forget_preview(row: Round) -> None:
    """Throw away who got what; in the transaction of an act."""
    Outcome.objects.filter(round=row).delete()
