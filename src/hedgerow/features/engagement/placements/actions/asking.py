"""A host is asked before a placement begins: it accepts or declines, and both are told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.placements import dues, rules
from hedgerow.features.engagement.placements.errors import AskChanged, NobodyAsked, OwnPlacement
from hedgerow.features.engagement.placements.hosts import is_heard
from hedgerow.features.engagement.placements.kin import is_own_child
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.features.engagement.placements.offered import offered_by_host
from hedgerow.features.engagement.placements.parts import answers_oneself, parts_of
from hedgerow.features.engagement.placements.permissions import HOST
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from . import hearing
from .common import State, locked, require_not_own_child, tell

Answer = HostAsk.State


def ask_host(row: Placement, by: Actor, at: datetime) -> None:
    """Ask whoever hosts for these days, unless it did accept them or offered them itself.

    ``row`` is locked and has its host and days. Who arranges for the host need not be asked.
    """
    assert row.host and row.starts and row.ends  # noqa: S101, PT018 - placement_has_a_host
    live = row.asks.select_related("host").filter(state__in=HostAsk.LIVE).first()
    if live is not None and (live.host, live.starts, live.ends) == (row.host, row.starts, row.ends):
        return
    if live is not None:
        _withdraw(row, live, by, at, still=live.host_id == row.host_id)
    offered = offered_by_host(row, at)
    is_host = not by.steward and "host" in parts_of(by, row)
    sure = offered or (is_host and not is_own_child(by, row))
    ask = HostAsk.objects.create(
        ecosystem_id=row.ecosystem_id, placement=row, host=row.host, starts=row.starts,
        ends=row.ends, asked_by_id=by.person_id, asked_at=at,
        due=dues.answer_due(day_in(row.ecosystem, at), row.starts), offered=offered,
        state=Answer.ACCEPTED if sure else Answer.ASKED,
        answered_by_id=by.person_id if sure and not offered else None,
        answered_at=at if sure else None,
    )  # fmt: skip
    if not sure:
        hearing.hear_asked(row, ask, at)
    elif offered:
        hearing.hear_coming(row, ask, at)


@transaction.atomic
def answer_for_host(
    placement: Placement,
    *,
    by: Actor,
    at: datetime,
    accepts: bool,
    reason: str = "",
    ask: UUID | None = None,
) -> Placement:
    """Say for the host whether it takes the learner; declined, the placement looks for another.

    A reason is due for a no, and from whoever enters what the host said elsewhere. ``ask`` is the one
    that was read: other days are another ask. Nobody answers about themselves.

    Raises NotFound, NotPermitted, OwnPlacement, OwnChild, NobodyAsked, AskChanged or Invalid.
    """
    row = locked(placement, by)
    parts = parts_of(by, row)
    asks = row.asks.select_for_update(of=("self",)).select_related("host", "asked_by")
    asked = asks.filter(state=Answer.ASKED).first()
    if answers_oneself(by, row):
        raise OwnPlacement
    require_not_own_child(row, parts, by)
    if not rules.may_answer(parts, is_heard_here=is_heard(row, at), own_child=False):
        raise NotPermitted(permission=HOST)
    if asked is None or row.state != State.PREPARING:
        raise NobodyAsked
    if ask is not None and ask != asked.uuid:
        raise _changed(asked) if row.asks.filter(uuid=ask).exists() else NotFound
    _check_reason(reason, accepts=accepts, is_host="host" in parts)
    if not accepts:
        return _declined(row, asked, reason, by, at)
    _answered(asked, Answer.ACCEPTED, reason, by, at)
    row.revision += 1
    row.save()
    tell("host_accepted", row, by, at)
    hearing.hear_answer(row, asked, by, at)
    return row


def decline(row: Placement, reason: str, by: Actor, at: datetime) -> Placement:
    """A host that was asked, or had accepted, says that it cannot before it begins; raises NobodyAsked."""
    ask = row.asks.select_related("host", "asked_by").filter(state__in=HostAsk.LIVE).first()
    if ask is None or row.state != State.PREPARING:
        raise NobodyAsked
    check_lengths(HostAsk, {"reason": reason})
    return _declined(row, ask, reason, by, at)


def _declined(row: Placement, ask: HostAsk, reason: str, by: Actor, at: datetime) -> Placement:
    """The request stands without a host."""
    _answered(ask, Answer.DECLINED, reason, by, at)
    row.state, row.host, row.supervisor = State.REQUESTED, None, None
    row.revision += 1
    row.save()
    tell("host_declined", row, by, at)
    hearing.hear_answer(row, ask, by, at)
    return row


def _changed(ask: HostAsk) -> AskChanged:
    first, last = (date_format(day, "DATE_FORMAT") for day in (ask.starts, ask.ends))
    return AskChanged(host=ask.host.name, first=first, last=last)


def _answered(ask: HostAsk, state: str, reason: str, by: Actor, at: datetime) -> None:
    ask.state, ask.reason = state, reason.strip()
    ask.answered_by_id, ask.answered_at = by.person_id, at
    ask.save()


def let_go(row: Placement, by: Actor, at: datetime) -> None:
    """A placement is closed: the host that was asked or had accepted is told."""
    live = row.asks.select_related("host").filter(state__in=HostAsk.LIVE).first()
    if live is not None:
        _withdraw(row, live, by, at, still=False)


def _withdraw(row: Placement, ask: HostAsk, by: Actor, at: datetime, *, still: bool) -> None:
    """``still``: the same host is asked anew at once, and told of that alone."""
    ask.state, ask.answered_by_id, ask.answered_at = Answer.WITHDRAWN, by.person_id, at
    ask.save()
    if not still:
        hearing.hear_off(row, ask, by, at)


def _check_reason(reason: str, *, accepts: bool, is_host: bool) -> None:
    if not reason.strip() and not accepts:
        raise Invalid({"reason": [_("Say why, so that the school can look elsewhere.")]})
    if not reason.strip() and not is_host:
        raise Invalid({"reason": [_("Say who told you so, and how.")]})
    check_lengths(HostAsk, {"reason": reason})
