"""For how long rows of each kind are kept, and what of an ecosystem was let go in the last year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import ERASE_PERSON
from hedgerow.foundation import privacy
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.jobs.queries import last_done
from hedgerow.foundation.journal.models import FactContent
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.wording import Text, record

from .retention import label

LOOKS_BACK = timedelta(days=365)
JOB, LET_GO = "portal.retention", "portal.retention_ended"


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one kind: what for, for how many days after they ended (None: with their person).

    ``gone`` of this ecosystem were let go in the last year, last on ``last``.
    """

    label: str
    name: Text
    why: Text
    days: int | None
    gone: int
    last: datetime | None
    is_person: bool

    @property
    def period(self) -> str:
        """The time in the largest unit that it is a whole number of."""
        return "" if self.days is None else period_of(self.days)


def period_of(days: int) -> str:
    """So many days in the largest unit that they are a whole number of."""
    if days >= 365 and days % 365 < days // 365:  # leap days are in it
        n = days // 365
        return ngettext("%(n)s year", "%(n)s years", n) % {"n": n}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class KeptPage:
    """``looked_at`` is when the job last came to its end; None if it never did, as far as is kept."""

    ecosystem: str
    slug: str
    looked_at: datetime | None
    kinds: tuple[Kind, ...]

    @property
    def gone(self) -> int:
        return sum(kind.gone for kind in self.kinds)

    @property
    def spans(self) -> list[tuple[str, list[Kind]]]:
        """Each time, the shortest first, with what is kept so long; last what has none of its own."""
        found: dict[int | None, list[Kind]] = {}
        for kind in self.kinds:
            found.setdefault(kind.days, []).append(kind)
        times = sorted(found, key=lambda days: (days is None, days or 0))
        return [(found[days][0].period, found[days]) for days in times]


def kept_page(actor: Actor, slug: str, now: datetime) -> KeptPage:
    """Every kind that has a rule, those with a time first; for who may erase people here.

    Raises NotFound for an ecosystem not seen, and NotPermitted.
    """
    ecosystem = ecosystem_for(actor, slug)
    require_held(actor, ERASE_PERSON, within=ecosystem.pk)
    gone, last = _let_go(ecosystem.pk, now)
    kinds = [
        Kind(
            label(rule), record(rule.model), rule.why, rule.keep.days if rule.keep else None,
            gone[label(rule)], last.get(label(rule)), rule.model is Person,
        )
        for rule in privacy.rules()
    ]  # fmt: skip
    kinds.sort(key=lambda kind: (kind.days is None, str(kind.name)))
    return KeptPage(ecosystem.said("name"), ecosystem.slug, last_done(JOB), tuple(kinds))


def _let_go(ecosystem: int, now: datetime) -> tuple[Counter[str], dict[str, datetime]]:
    facts = FactContent.objects.filter(
        fact__kind=LET_GO, fact__ecosystem=ecosystem, fact__at__gte=now - LOOKS_BACK
    ).order_by("fact__at")
    gone: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for payload, at in facts.values_list("payload", "fact__at"):
        gone[payload["kind"]] += int(payload["rows"])
        last[payload["kind"]] = at
    return gone, last
