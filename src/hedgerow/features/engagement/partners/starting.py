"""Terms with which an agreement can begin: those that came with a blueprint, and those agreed here.

Whoever keeps such terms calls ``register`` once, in ``ready``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import Told, spoken
from hedgerow.foundation.permissions import Actor

from .models import Agreement

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement may say, but for the partner; ``kinds`` are keys of kinds of activity.

    ``told`` has its texts in further languages, as an agreement has them.
    """

    key: str
    title: str
    scope: str
    kinds: Sequence[str]
    shares: Sequence[str]
    shared_for: str
    months: int
    told: Told = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The title as the reader reads it."""
        return spoken(self.told).get("title") or self.title

    @property
    def shown_scope(self) -> str:
        """What is delivered as the reader reads it."""
        return spoken(self.told).get("scope") or self.scope


Keeps = Callable[[Ecosystem], Sequence[Terms]]
_keeping: list[Keeps] = []


def register(keeps: Keeps) -> None:
    """Have these terms offered; once is enough."""
    if keeps not in _keeping:
        _keeping.append(keeps)


def starts_for(actor: Actor, ecosystem: Ecosystem) -> list[Terms]:
    """Terms to begin with: those the ecosystem carries, then agreed ones that the actor may see.

    Each by title and words once; agreed ones the newest first, by their public id.
    """
    kept = [one for keeps in _keeping for one in keeps(ecosystem)]
    agreed = Agreement.objects.visible_to(actor).filter(ecosystem=ecosystem, state="agreed")
    rows = agreed.prefetch_related("kinds").order_by("-pk")[: MOST * 2]
    found = {(one.title, one.scope): one for one in kept}
    for row in rows:
        found.setdefault((row.title, row.scope), _terms(row))
    return list(found.values())[:MOST]


def begun_with(terms: Terms, ecosystem: Ecosystem, first: date) -> dict[str, Any]:
    """What the form begins with, from that day on."""
    kinds = Kind.objects.filter(ecosystem=ecosystem, key__in=terms.kinds)
    return {
        "title": terms.title, "scope": terms.scope, "shares": list(terms.shares),
        "shared_for": terms.shared_for, "kinds": list(kinds.values_list("pk", flat=True)),
        "starts": first, "ends": first + relativedelta(months=terms.months) - timedelta(days=1),
    }  # fmt: skip


def _terms(row: Agreement) -> Terms:
    months = round((row.ends - row.starts).days / 30.4) if row.ends else 12
    return Terms(
        str(row.uuid), row.title, row.scope, sorted(kind.key for kind in row.kinds.all()),
        row.shares, row.shared_for, max(months, 1), row.told,
    )  # fmt: skip
