"""Whom a sender chooses from: only what has a guardian to tell, each under a name of its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.ecosystems.clock import day_in, on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .audiences import KINDS, Kind, audience, rows_of

ORDER: Final = {"group": "name", "activity": "title", "site": "name", "learner": "sort_name",
                "ecosystem": "name"}  # fmt: skip
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Recipient:
    """One to choose: ``label`` tells it from others of the same name."""

    kind: Kind
    uuid: UUID
    label: str


def may_write(by: Actor, ecosystem: Ecosystem) -> bool:
    """Whether there is anybody to whose guardians the actor may write. Five queries at most."""
    return any(rows_of(by, ecosystem, kind).exists() for kind in KINDS)


def recipients(
    by: Actor, ecosystem: Ecosystem, at: datetime, asked: str = ""
) -> dict[Kind, list[Recipient]]:
    """All with a guardian to tell, by name; of very many learners the first, and who is ``asked``.

    Nine queries at most, and some for each of those whom only code or birthday tell apart.
    """
    told = _told(ecosystem, at)
    found: dict[Kind, list[Recipient]] = {}
    for kind in KINDS:
        rows = rows_of(by, ecosystem, kind).filter(_with_guardians(ecosystem, kind, told, at))
        if kind == "activity":
            rows = rows.select_related("site")
        some = list(rows.order_by(ORDER[kind], "pk")[:MOST])
        labels = _labels(by, ecosystem, kind, some, at)
        found[kind] = [
            Recipient(kind, one.uuid, name) for one, name in zip(some, labels, strict=True)
        ]
    return _with_asked(by, ecosystem, found, asked)


def _with_asked(
    by: Actor, ecosystem: Ecosystem, found: dict[Kind, list[Recipient]], asked: str
) -> dict[Kind, list[Recipient]]:
    kind, _colon, key = asked.partition(":")
    if kind != "learner" or key in {str(one.uuid) for one in found["learner"]}:
        return found
    try:
        one = audience(by, ecosystem, kind, UUID(key))
    except (ValueError, NotFound):
        return found
    row = rows_of(by, ecosystem, "learner").get(pk=one.pk)
    return {**found, "learner": [Recipient("learner", one.uuid, _name(row)), *found["learner"]]}


def _name(row: Any) -> str:
    return str(row.name)


def _told(ecosystem: Ecosystem, at: datetime) -> QuerySet[Any, Any]:
    """Ids of learners of whom a guardian can be told something today."""
    day = day_in(ecosystem, at)
    ties = Guardian.objects.seeing().filter(
        Q(ends=None) | Q(ends__gte=day), ecosystem=ecosystem, guardian__erased_at=None,
        starts__lte=day,
    )  # fmt: skip
    return ties.values("learner")


def _with_guardians(ecosystem: Ecosystem, kind: Kind, told: QuerySet[Any, Any], at: datetime) -> Q:
    if kind == "learner":
        return Q(pk__in=told)
    if kind == "group":
        places = GroupPlace.objects.filter(leads=False, ends=None, person__in=told)
        return Q(pk__in=places.values("group"))
    if kind == "activity":
        joined = Enrolment.objects.filter(ecosystem=ecosystem, ends=None, person__in=told)
        running = Q(ends=None) | Q(ends__gte=day_in(ecosystem, at))
        return running & Q(pk__in=joined.values("activity"))
    here = Assignment.objects.filter(
        ecosystem=ecosystem, role="learner", ends=None, person__in=told
    )
    return Q(pk__in=here.values("ecosystem" if kind == "ecosystem" else "organisation"))


def _labels(
    by: Actor, ecosystem: Ecosystem, kind: Kind, rows: Sequence[Any], at: datetime
) -> list[str]:
    """What tells each from the others of its kind."""
    if kind == "activity":
        return _titles(ecosystem, rows, at)
    if kind == "learner":
        names = told_apart(by, ecosystem, rows, closely=True)
        return [names[one.pk] for one in rows]
    if kind == "ecosystem":
        return [_("all learners of %(network)s") % {"network": one.name} for one in rows]
    return [_name(one) for one in rows]


def _titles(ecosystem: Ecosystem, rows: Sequence[Any], at: datetime) -> list[str]:
    """Title and site; where that is not enough, when it meets next, else since when it runs."""
    said = [f"{row.title} · {row.site.name}" if row.site else row.title for row in rows]
    often = Counter(said)
    alike = [row for row, name in zip(rows, said, strict=True) if often[name] > 1]
    if not alike:
        return said
    ahead = Session.objects.filter(
        activity__in=alike, state=Session.State.PLANNED, starts_at__gte=at
    )
    nexts = dict(ahead.values_list("activity").annotate(next=Min("starts_at")).order_by())
    return [
        f"{name} · {_when(ecosystem, row, nexts.get(row.pk))}" if often[name] > 1 else name
        for row, name in zip(rows, said, strict=True)
    ]


def _when(ecosystem: Ecosystem, row: Activity, meets: datetime | None) -> str:
    if meets is not None:
        return str(date_format(on_the_wall(meets, ecosystem.time_zone), _("l, j F, H:i")))
    return _("since %(day)s") % {"day": date_format(row.starts, "DATE_FORMAT")}
