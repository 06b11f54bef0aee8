"""Who is heard for a host, whether it offered a place itself, and how an ask of it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise

from hedgerow.commons.membership.holders import held_among, holders_at
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact

from . import rules
from .models import HostAsk, Placement
from .permissions import HOST

OFFERING = ("opportunities.offered", "opportunities.opened", "opportunities.copied")


@dataclass(frozen=True, slots=True)
class AskLine:
    """An organisation that is or was asked, and what it said."""

    host: str
    state: str
    words: str | Promise
    starts: date
    ends: date
    asked_at: datetime
    due: date
    is_late: bool
    answered_at: datetime | None
    by: str
    reason: str
    offered: bool


def hearers(row: Placement, host: int, at: datetime) -> list[Person]:
    """Who answers for an organisation, and who would look after the learner there."""
    site = (row.ecosystem_id, host)
    found = dict.fromkeys(holders_at(HOST, [site], at).get(site, ()))
    if row.host_id == host and row.supervisor is not None:
        found[row.supervisor] = None
    return list(found)


def is_heard(row: Placement, at: datetime) -> bool:
    """Whether anybody here answers for its host."""
    return row.host_id is not None and bool(hearers(row, row.host_id, at))


def unheard(rows: Collection[Placement], at: datetime) -> frozenset[int]:
    """Ids of those for whose host nobody here answers. At most a query."""
    sites = {(HOST, row.ecosystem_id, row.host_id) for row in rows if row.host_id}
    known = held_among(sites, at) if sites else frozenset()
    return frozenset(
        row.pk
        for row in rows
        if row.host_id
        and not row.supervisor_id
        and (HOST, row.ecosystem_id, row.host_id) not in known
    )


def offered_by_host(row: Placement, at: datetime) -> bool:
    """Whether somebody of the host offered the opportunity it is a place of, on days it says."""
    found = row.offer
    if found is None or row.host_id is None or row.starts is None or row.ends is None:
        return False
    if found.organisation_id != row.host_id or found.starts is None:
        return False
    last = found.ends or found.starts
    if not (found.starts <= row.starts and row.ends <= last):
        return False
    site = (row.ecosystem_id, row.host_id)
    ours = {person.pk for person in holders_at(HOST, [site], at).get(site, ())}
    facts = Fact.objects.filter(
        ecosystem=row.ecosystem_id, kind__in=OFFERING, by_person__in=ours,
        subjects__kind="opportunities.opportunity", subjects__uuid=found.uuid,
    )  # fmt: skip
    return bool(ours) and facts.exists()


def live_ask(row: Placement) -> HostAsk | None:
    """The ask of the host it has now; reads what was fetched with the row."""
    return next((one for one in row.asks.all() if one.state in HostAsk.LIVE), None)


def last_ask(row: Placement) -> HostAsk | None:
    """The one asked last, however it stands; reads what was fetched with the row."""
    return max(row.asks.all(), key=lambda one: (one.asked_at, one.pk), default=None)


def ask_lines(row: Placement, today: date) -> Sequence[AskLine]:
    """Everybody that was asked, the latest first; one query."""
    asks = row.asks.select_related("host", "answered_by").order_by("-asked_at", "-pk")
    return [
        AskLine(
            one.host.name, one.state, one.get_state_display(), one.starts, one.ends, one.asked_at,
            one.due, one.state == HostAsk.State.ASKED and one.due < today, one.answered_at,
            one.answered_by.name if one.answered_by else "", one.reason, one.offered,
        )
        for one in asks
    ]  # fmt: skip


def may_answer(row: Placement, parts: frozenset[rules.Part], asks: Sequence[AskLine]) -> bool:
    """Whether the reader says now if the host takes the learner."""
    open_now = row.state == Placement.State.PREPARING
    if not (open_now and any(one.state == HostAsk.State.ASKED for one in asks)):
        return False
    if not {"host", "convener", "school"} & parts:
        return False
    aside = {"host", "convener"} & parts
    heard = bool(aside) or is_heard(row, timezone.now())
    return rules.may_answer(parts, is_heard_here=heard)
