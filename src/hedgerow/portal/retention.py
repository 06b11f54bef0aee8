"""What has been kept for as long as its rule says is let go: rows, and people who left long ago.

A row goes once it ended as long ago as its model's rule keeps it. A person who took part in nothing
for as long as the rule of persons says is erased, as anybody is who asks for it: rows whose rule
names no time go with their person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.bodies.models import Mandate
from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.membership.models import ApiToken, Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation import journal, privacy
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.wording import Text, record

from .erasing import erased

AT_ONCE, LOOKED_UP = 500, 100_000
Step = Callable[[], AbstractContextManager[None]]
Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of one kind whose time is over, and for how many days they were kept."""

    label: str
    name: Text
    days: int
    rows: int


def due(now: datetime) -> tuple[Due, ...]:
    """What would be let go now, by kind; nothing is written."""
    return tuple(
        Due(label(rule), record(rule.model), rule.keep.days, ended(rule, now).count())
        for rule in timed()
        if rule.keep is not None
    )


def let_go(
    now: datetime, *, by: Actor, step: Step = transaction.atomic, heard: Heard | None = None
) -> dict[str, int]:
    """Let go all that is due, some at a time, each time in a ``step``; how many of each kind.

    Journalled with each step, by ecosystem, in numbers alone.
    """
    gone: Counter[str] = Counter()
    for rule in timed():
        while some := _looked_up(rule, now):
            for part in _parts(rule, some):
                with step():
                    gone[label(rule)] += _let_go(rule, _still(rule, part, now), by=by, at=now)
                if heard:
                    heard(gone.total())
    return dict(gone)


def timed() -> Iterator[privacy.Rule]:
    """The rules that say for how long, persons last."""
    found = [rule for rule in privacy.rules() if rule.keep is not None]
    yield from sorted(found, key=lambda rule: rule.model is Person)


def label(rule: privacy.Rule) -> str:
    return str(rule.model._meta.label_lower)


def ended(rule: privacy.Rule, now: datetime) -> QuerySet[Any]:
    """The rows of a rule whose time is over."""
    if rule.keep is None:
        return rule.model._default_manager.none()  # type: ignore[no-any-return]
    if rule.model is Person:
        return gone_before(now - rule.keep)
    if rule.ended is None:
        raise ValueError(f"the rule of {label(rule)} says for how long, and not from when on")
    return rule.ended(now - rule.keep)


def gone_before(moment: datetime) -> QuerySet[Person]:
    """People who have taken part in nothing since then: no role, place, seat or ward, and no
    signing in, of their own or of a program of theirs.
    """
    day = first_day_anywhere(moment)
    since = Q(ends__isnull=True) | Q(ends__gte=day)
    roles = Assignment.objects.filter(since).exclude(ecosystem__closed_on__lt=day)
    wards = Guardian.objects.filter(since, learner__in=roles.values("person"))
    busy = [
        roles.values("person"),
        Enrolment.objects.filter(since).exclude(ecosystem__closed_on__lt=day).values("person"),
        Mandate.objects.filter(since, person__isnull=False).values("person"),
        wards.values("guardian"),
        ApiToken.objects.filter(last_used_at__gte=moment).values("person"),
    ]
    rows = Person.objects.filter(erased_at__isnull=True, created_at__lt=moment)
    for some in busy:
        rows = rows.exclude(pk__in=some)
    return rows.exclude(signed_in_at__gte=moment)


def _looked_up(rule: privacy.Rule, now: datetime) -> Sequence[Any]:
    """Keys of what is due, of rows very many at once: looking them up may read the whole table.

    In no order: in that of the keys, all that is not due would be passed on the way, each time.
    """
    most = AT_ONCE if rule.model is Person else LOOKED_UP
    return list(ended(rule, now).order_by().values_list("pk", flat=True)[:most])


def _still(rule: privacy.Rule, ids: Sequence[Any], now: datetime) -> Sequence[Any]:
    """Those that are due even now; they were looked up a while ago."""
    if rule.model is Person:
        return ids
    return list(ended(rule, now).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def _parts(rule: privacy.Rule, ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Persons one by one, as each takes many statements; other rows together."""
    size = 1 if rule.model is Person else AT_ONCE
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _let_go(rule: privacy.Rule, ids: Sequence[Any], *, by: Actor, at: datetime) -> int:
    if rule.model is Person:
        privacy.hold(ids[0])
        row = Person.objects.select_for_update().get(pk=ids[0])
        erased(row, by=by, at=at)
        return 1
    held = rule.model._default_manager.filter(pk__in=ids)
    places = Counter(_places(rule.model, held))
    rows = rule.let_go(ids) if rule.let_go else held.delete()[0]
    for ecosystem, number in sorted(places.items(), key=lambda one: one[0] or 0):
        journal.record(
            "portal.retention_ended", by=by, at=at, ecosystem=ecosystem, even_closed=True,
            payload={"kind": label(rule), "rows": number},
        )  # fmt: skip
    return int(rows)


def _places(model: Any, held: QuerySet[Any]) -> list[int | None]:
    names = {field.name for field in model._meta.concrete_fields}
    if "ecosystem" in names:
        return list(held.values_list("ecosystem", flat=True))
    return [None] * held.count()
