"""An ecosystem is closed, and opened again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from hedgerow.commons.ecosystems.actions.telling import locked, record
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.errors import KeptNoLonger, NotClosed, NotOpenYet, NotThisName
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import CLOSE_ECOSYSTEM, REOPEN_ECOSYSTEM
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Closed
from hedgerow.foundation.permissions import Actor, require

from ..models import Invitation, SignInCard
from ..rules import same_words


@transaction.atomic
def close_ecosystem(ecosystem: Ecosystem, name: str, *, by: Actor, at: datetime) -> Ecosystem:
    """Close an ecosystem, whose ``name`` was typed: it is read from now on, and not written.

    Invitations and cards end for good. Its parts stay open: each is closed by itself.

    Raises NotFound to outsiders, NotPermitted, Closed, NotOpenYet or NotThisName.
    """
    row = mean_to_close(ecosystem, name, by=by)
    on = day_in(row, at)
    until = on + timedelta(days=settings.HEDGEROW_CLOSED_DAYS)
    row.revise(None, state=Ecosystem.State.CLOSED, closed_on=on, kept_until=until)
    row.save()
    record("closed", row, by=by, at=at, payload={"kept_until": str(until), **_lapse(row, at)})
    journal.close_book(row.pk, on)
    return row


@transaction.atomic
def mean_to_close(ecosystem: Ecosystem, name: str, *, by: Actor) -> Ecosystem:
    """The row of an ecosystem that the actor may close and whose name was typed.

    Nothing is written. Raises what closing raises.
    """
    row = locked(ecosystem, by)
    if row.closed_on is not None:
        raise Closed(row.closed_on)
    require(by, CLOSE_ECOSYSTEM, within=row.pk)
    if row.state != Ecosystem.State.OPEN:
        raise NotOpenYet(name=row.said("name"))
    if not any(same_words(name, one) for one in (row.name, row.said("name"))):
        raise NotThisName
    return row


@transaction.atomic
def reopen_ecosystem(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Ecosystem:
    """Open a closed ecosystem again; invitations and cards that ended with it stay ended.

    A convener may until the day that was said when it was closed, the installation's steward as
    long as it is there.

    Raises NotFound to outsiders, NotPermitted, NotClosed or KeptNoLonger.
    """
    row = mean_to_reopen(ecosystem, by=by, at=at)
    row.revise(None, state=Ecosystem.State.OPEN, closed_on=None, kept_until=None)
    row.save()
    journal.open_book(row.pk)
    record("reopened", row, by=by, at=at, payload={})
    return row


@transaction.atomic
def mean_to_reopen(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Ecosystem:
    """The row of a closed ecosystem that the actor may open again at that moment.

    Nothing is written. Raises what opening it again raises.
    """
    row = locked(ecosystem, by)
    require(by, REOPEN_ECOSYSTEM, within=row.pk)
    if row.kept_until is None:
        raise NotClosed
    if not by.steward and day_in(row, at) > row.kept_until:
        raise KeptNoLonger(row.kept_until)
    return row


def _lapse(row: Ecosystem, at: datetime) -> dict[str, int]:
    """End what would still bring people in; return how many of each."""
    waiting = Invitation.objects.filter(ecosystem=row, accepted_at=None, withdrawn_at=None)
    cards = SignInCard.objects.filter(ecosystem=row, revoked_at=None)
    return {
        "invitations": waiting.update(withdrawn_at=at),
        "cards": cards.update(revoked_at=at),
    }
