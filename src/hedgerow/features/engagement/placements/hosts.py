"""Who is heard for a host, and how an ask of it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.functional import Promise

from hedgerow.commons.membership.holders import holders_at
from hedgerow.commons.people.bars import barred_among, bars_among
from hedgerow.commons.people.models import Person

from . import rules
from .kin import families_among
from .looking_after import may_look_after
from .models import HostAsk, Placement
from .permissions import HOST

READING = frozenset[rules.Part]({"learner", "guardian", "school", "convener"})
"""Who reads why a host cannot; another host does not."""


class Silence(Enum):
    """Why nobody at a host may answer: nobody is there, or the family of the learner alone."""

    NOBODY = "nobody"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class AskLine:
    """An organisation that is or was asked, and what it said."""

    uuid: UUID
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
    """Who answers for an organisation, and who would look after the learner there.

    Not whom a court keeps from the learner, nor the learner, nor who answers for them.
    """
    family = families_among([row.learner_id]).get(row.learner_id, frozenset())
    return [one for one in _there(row, host, at) if one.pk not in family]


def _there(row: Placement, host: int, at: datetime) -> list[Person]:
    """The same, with who answers for the learner."""
    site = (row.ecosystem_id, host)
    found = dict.fromkeys(holders_at(HOST, [site], at).get(site, ()))
    if row.host_id == host and row.supervisor is not None and _looked_after([row]):
        found[row.supervisor] = None
    kept = barred_among(row.learner_id, [one.pk for one in found]) | {row.learner_id}
    return [one for one in found if one.pk not in kept]


def is_heard(row: Placement, at: datetime) -> bool:
    """Whether anybody here answers for its host."""
    return row.host_id is not None and bool(hearers(row, row.host_id, at))


def unheard(rows: Collection[Placement], at: datetime) -> Mapping[int, Silence]:
    """By id, those for whose host nobody here may answer, and why. At most four queries."""
    hosted = [row for row in rows if row.host_id]
    if not hosted:
        return {}
    known = holders_at(HOST, {(row.ecosystem_id, row.host_id or 0) for row in hosted}, at)
    kept = bars_among(row.learner_id for row in hosted)
    families = families_among(row.learner_id for row in hosted)
    looked_after, found = _looked_after(hosted), {}
    for row in hosted:
        people = {one.pk for one in known.get((row.ecosystem_id, row.host_id or 0), ())}
        people |= {row.supervisor_id} if row.supervisor_id and row.pk in looked_after else set()
        people -= kept.get(row.learner_id, frozenset()) | {row.learner_id}
        if not people - families.get(row.learner_id, frozenset()):
            found[row.pk] = Silence.FAMILY if people else Silence.NOBODY
    return found


def _looked_after(rows: Collection[Placement]) -> frozenset[int]:
    """Ids of those with somebody set to look after the learner who may today. At most a query."""
    wanted = [row.pk for row in rows if row.supervisor_id]
    if not wanted:
        return frozenset()
    found = Placement.objects.filter(may_look_after(OuterRef("supervisor")), pk__in=wanted)
    return frozenset(found.values_list("pk", flat=True))


def live_ask(row: Placement) -> HostAsk | None:
    """The ask of the host it has now; reads what was fetched with the row."""
    return next((one for one in row.asks.all() if one.state in HostAsk.LIVE), None)


def last_ask(row: Placement) -> HostAsk | None:
    """The one asked last, however it stands; reads what was fetched with the row."""
    return max(row.asks.all(), key=lambda one: (one.asked_at, one.pk), default=None)


def ask_lines(row: Placement, parts: frozenset[rules.Part], today: date) -> Sequence[AskLine]:
    """Who was asked, the latest first, as far as the reader may know; one query.

    A host reads of itself alone, and nobody but the learner, the family and the school why not.
    """
    asks = row.asks.select_related("host", "answered_by").order_by("-asked_at", "-pk")
    reads = bool(READING & parts)
    if "host" in parts and not reads:
        asks = asks.filter(host=row.host_id)
    return [
        AskLine(
            one.uuid, one.host.name, one.state, one.get_state_display(), one.starts, one.ends, one.asked_at,
            one.due, one.state == HostAsk.State.ASKED and one.due < today, one.answered_at,
            one.answered_by.name if one.answered_by else "", one.reason if reads else "",
            one.offered,
        )
        for one in asks
    ]  # fmt: skip


def may_answer(
    row: Placement, parts: frozenset[rules.Part], asks: Sequence[AskLine], *, own_child: bool
) -> bool:
    """Whether the reader says now if the host takes the learner."""
    open_now = row.state == Placement.State.PREPARING
    if not (open_now and any(one.state == HostAsk.State.ASKED for one in asks)):
        return False
    if not {"host", "convener", "school"} & parts:
        return False
    aside = {"host", "convener"} & parts
    heard = bool(aside) or is_heard(row, timezone.now())
    return rules.may_answer(parts, is_heard_here=heard, own_child=own_child)
