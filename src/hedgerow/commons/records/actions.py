"""Recording what learners have reached."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from .errors import InTheFuture, LevelOutOfBounds, NoSuchLevel
from .levels import LEAST, MOST
from .models import Progress, learners_open_to
from .permissions import RECORD_PROGRESS

BATCH = 500
Row = Mapping[str, Any]


@transaction.atomic
def record_progress_many(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Record that learners reached levels of items; journal once.

    Each row maps ``person_id``, ``item_id`` and ``level``, and may map ``note``,
    ``witnessed_by_id`` (else the actor) and ``at``. Nothing is overwritten; what was recorded for
    the same moment already is left as it is.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, NoSuchLevel,
    LevelOutOfBounds or InTheFuture.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    items = _items(ecosystem, rows)
    persons = _persons(ecosystem, rows)
    _require(ecosystem, {row["person_id"] for row in rows}, by)
    known = _known(ecosystem, persons)
    new = []
    for row in rows:
        made = _progress(ecosystem, row, items, by, at)
        if (made.person_id, made.item_id, made.at) not in known:
            known.add((made.person_id, made.item_id, made.at))
            new.append(made)
    Progress.objects.bulk_create(new, BATCH)
    if new:
        journal.record(
            "records.progress_recorded",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("people.person", persons[row.person_id]) for row in new],
            payload={"rows": len(new)},
        )
    return Outcome(len(new), unchanged=len(rows) - len(new))


def _progress(
    ecosystem: Ecosystem, row: Row, items: Mapping[int, Item], by: Actor, at: datetime
) -> Progress:
    item, happened = items[row["item_id"]], row.get("at") or at
    scale = item.rated_on
    if scale and row["level"] not in {value for value, _label in scale.steps}:
        raise NoSuchLevel(level=row["level"])
    if not LEAST <= row["level"] <= MOST:
        raise LevelOutOfBounds(level=row["level"], least=LEAST, most=MOST)
    if happened > at:
        raise InTheFuture
    check_lengths(Progress, {"note": row.get("note", "")})
    return Progress(
        ecosystem=ecosystem,
        person_id=row["person_id"],
        item=item,
        level=row["level"],
        note=row.get("note", ""),
        witnessed_by_id=row.get("witnessed_by_id") or by.person_id,
        at=happened,
        origin=row.get("origin", by.origin),
    )


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    wanted = sorted(set(ids))
    return (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))


def _items(ecosystem: Ecosystem, rows: Sequence[Row]) -> dict[int, Item]:
    own = Item.objects.filter(framework__ecosystem=ecosystem)
    own = own.select_related("framework__scale", "scale")
    wanted = {row["item_id"] for row in rows}
    found = {item.pk: item for some in _parts(wanted) for item in own.filter(pk__in=some)}
    if len(found) != len(wanted):
        raise NotFound
    return found


def _persons(ecosystem: Ecosystem, rows: Sequence[Row]) -> dict[int, Any]:
    """Public ids of all whom the rows name; raises NotFound unless they belong here."""
    assigned = Assignment.objects.filter(ecosystem=ecosystem).values("person")
    own = Person.objects.filter(Q(kept_by=ecosystem) | Q(pk__in=assigned), erased_at__isnull=True)
    witnesses: set[int] = {pk for row in rows if (pk := row.get("witnessed_by_id"))}
    wanted = {row["person_id"] for row in rows} | witnesses
    found: dict[int, Any] = {}
    for some in _parts(wanted):
        found |= dict(own.filter(pk__in=some).values_list("pk", "uuid"))
    if len(found) != len(wanted):
        raise NotFound
    return found


def _require(ecosystem: Ecosystem, person_ids: set[int], by: Actor) -> None:
    """Raise NotFound for a learner unseen, NotPermitted for one whose record is not the actor's."""
    require_not_barred(by, person_ids)
    if by.may(RECORD_PROGRESS, ecosystem.pk):
        return
    open_ = Person.objects.filter(learners_open_to(by, RECORD_PROGRESS, ecosystem.pk))
    for some in _parts(person_ids):
        if Person.objects.visible_to(by).filter(pk__in=some).count() != len(some):
            raise NotFound
        if open_.filter(pk__in=some).count() != len(some):
            raise NotPermitted(permission=RECORD_PROGRESS)


def _known(ecosystem: Ecosystem, person_ids: Iterable[int]) -> set[tuple[int, int, datetime]]:
    rows = Progress.objects.filter(ecosystem=ecosystem)
    return {
        key
        for some in _parts(person_ids)
        for key in rows.filter(person__in=some).values_list("person_id", "item_id", "at")
    }
