"""Of which people, groups and organisations something was done since a moment, as the journal names them.

Too many do no harm: a row of a set of changes says what is there. So wherever the journal does not say
whom an act was about, everybody whom it may have been about is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, Min, Q, QuerySet

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.foundation.journal.models import Fact, FactSubject

from ..errors import WholeSetNeeded
from .outgoing_rows import CHUNK, known_as

MARGIN: Final = timedelta(hours=1)
"""An act that was under way at that moment may have been recorded before it, and ended after."""
UNTOLD: Final = ("exchange.undone", "membership.promotion_undone")
"""Acts that take rows away and do not say which."""
TIES: Final = "people.guardians_registered"
KINDS: Final[Mapping[str, Any]] = {
    "people.person": Person, "membership.group": Group, "people.organisation": Organisation,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Since:
    """What was done: when last to which person, group and organisation, by the id that a set has.

    ``day`` is the ecosystem's own, on which the moment was; ``otherwise`` when the set is made.
    """

    first: int
    day: date
    otherwise: datetime
    people: Mapping[str, datetime]
    groups: Mapping[str, datetime]
    organisations: Mapping[str, datetime]
    relatives: frozenset[str]

    def named(self, kind: str) -> QuerySet[Any]:
        """The public ids of the rows of a kind of which something was done."""
        return FactSubject.objects.filter(kind=kind, fact__gte=self.first).values("uuid")

    def about(self, field: str, kind: str) -> Q:
        """Rows whose ``field`` is one of them."""
        return Q(**{f"{field}__uuid__in": self.named(kind)})

    def latest(self, *found: datetime | None) -> str:
        """The latest of these moments, as a set has it; that of the set where there is none."""
        known = [one for one in found if one is not None]
        return written(max(known, default=self.otherwise))


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def noon(day: date) -> str:
    """A day as a moment of a set: whoever reads it takes the day."""
    return f"{day.isoformat()}T12:00:00.000Z"


def require_told(ecosystem: Ecosystem, since: datetime) -> None:
    """Raise WholeSetNeeded where something was taken away since, and nobody can say what."""
    facts = Fact.objects.filter(ecosystem=ecosystem.pk, kind__in=UNTOLD)
    if facts.filter(recorded_at__gte=since - MARGIN).exists():
        raise WholeSetNeeded


def since_then(ecosystem: Ecosystem, since: datetime, at: datetime) -> Since:
    """What the journal names from that moment on; raises WholeSetNeeded."""
    require_told(ecosystem, since)
    found = Fact.objects.filter(recorded_at__gte=since - MARGIN).aggregate(first=Min("pk"))
    last = Fact.objects.aggregate(last=Max("pk"))["last"] or 0
    first = found["first"] or last + 1
    facts = Fact.objects.filter(ecosystem=ecosystem.pk, pk__gte=first)
    people, groups, organisations = (_moments(ecosystem, kind, first) for kind in KINDS)
    relatives = _relatives(ecosystem, first, everybody=facts.filter(kind=TIES).exists())
    day = day_in(ecosystem, since)
    return Since(first, day, at, people, groups, organisations, relatives)


def _moments(ecosystem: Ecosystem, kind: str, first: int) -> Mapping[str, datetime]:
    named = FactSubject.objects.filter(kind=kind, fact__gte=first)
    told = dict(named.values_list("uuid").annotate(latest=Max("fact__recorded_at")).iterator())
    names = ["code", "uuid", *(["kept_by_id"] if kind != "membership.group" else [])]
    rows = KINDS[kind].objects.filter(uuid__in=named.values("uuid")).values_list(*names)
    found = {}
    for code, uuid, *kept_by in rows.iterator(CHUNK):
        own = not kept_by or kept_by == [ecosystem.pk]
        found[known_as(code if own else "", uuid)] = told[uuid]
    return found


def _relatives(ecosystem: Ecosystem, first: int, *, everybody: bool) -> frozenset[str]:
    """Guardians and wards of these people: what is told of the one says something of the other."""
    named = FactSubject.objects.filter(kind="people.person", fact__gte=first).values("uuid")
    ties = Guardian.objects.filter(ecosystem=ecosystem)
    if not everybody:
        ties = ties.filter(Q(guardian__uuid__in=named) | Q(learner__uuid__in=named))
    names = ("guardian__code", "guardian__uuid", "learner__code", "learner__uuid")
    return frozenset(
        one
        for code, uuid, own, public in ties.values_list(*names).iterator(CHUNK)
        for one in (known_as(code, uuid), known_as(own, public))
    )
