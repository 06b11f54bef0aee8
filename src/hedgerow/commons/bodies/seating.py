"""Who holds which seat: a seat has one holder at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from .errors import MandateOrder, SeatHeld
from .models import Mandate, Seat
from .permissions import SEAT_PEOPLE
from .rules import overlap

Row = Mapping[str, Any]


@transaction.atomic
def seat_people(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Give seats to people: rows of ``seat_id``, ``person_id``, ``starts``, perhaps ``ends``, ``basis``.

    ``ends`` is the first day no longer in the mandate. A mandate is recognised by seat, person
    and first day. All or none are given; one fact is recorded.

    Raises NotFound to outsiders and for seats and persons of elsewhere, NotPermitted,
    MandateOrder or SeatHeld.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, SEAT_PEOPLE, within=ecosystem.pk)
    seats = _seats(ecosystem, {row["seat_id"] for row in rows})
    _check_people(ecosystem, {row["person_id"] for row in rows})
    kept: dict[int, list[Mandate]] = defaultdict(list)
    for one in Mandate.objects.select_for_update().filter(seat__in=seats):
        kept[one.seat_id].append(one)
    new, changed = list[Mandate](), list[Mandate]()
    for row in rows:
        _place(row, kept[row["seat_id"]], seats[row["seat_id"]], by, new, changed)
    for one in changed:  # ended ones first, so that no seat has two open mandates in between
        one.save(update_fields=["ends", "basis"])
    Mandate.objects.bulk_create(new)
    if new or changed:
        journal.record(
            "bodies.people_seated",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("bodies.body", seat.body.uuid) for seat in seats.values()],
            payload={"new": len(new), "changed": len(changed)},
        )
    return Outcome(len(new), len(changed), len(rows) - len(new) - len(changed))


def _place(
    row: Row, kept: list[Mandate], seat: Seat, by: Actor, new: list[Mandate], changed: list[Mandate]
) -> None:
    """Find or make the row's mandate among the seat's; raise if another's days overlap."""
    starts, ends = row["starts"], row.get("ends")
    if ends is not None and ends <= starts:
        raise MandateOrder
    same = [one for one in kept if (one.person_id, one.starts) == (row["person_id"], starts)]
    others = [one for one in kept if one not in same]
    if any(overlap(_days(one), (starts, ends)) for one in others):
        raise SeatHeld(number=seat.number)
    said = {"ends": ends, "basis": row.get("basis", same[0].basis if same else "")}
    if not same:
        mandate = Mandate(
            seat=seat, person_id=row["person_id"], starts=starts, origin=by.origin, **said
        )
        kept.append(mandate)
        new.append(mandate)
    elif any(getattr(same[0], name) != value for name, value in said.items()):
        same[0].ends, same[0].basis = ends, said["basis"]
        if same[0].pk is not None:
            changed.append(same[0])


def _days(one: Mandate) -> tuple[date, date | None]:
    return one.starts, one.ends


def _seats(ecosystem: Ecosystem, wanted: set[int]) -> dict[int, Seat]:
    found = Seat.objects.select_for_update(of=("self",)).select_related("body")
    seats = {row.pk: row for row in found.filter(pk__in=wanted, body__ecosystem=ecosystem)}
    if len(seats) != len(wanted):
        raise NotFound
    return seats


def _check_people(ecosystem: Ecosystem, wanted: set[int]) -> None:
    """Raise NotFound unless all are kept by the ecosystem or have a role in it."""
    rows = Person.objects.filter(pk__in=wanted, erased_at__isnull=True)
    kept = set(rows.filter(kept_by=ecosystem).values_list("pk", flat=True))
    roles = set(rows.filter(assignments__ecosystem=ecosystem).values_list("pk", flat=True))
    if wanted - kept - roles:
        raise NotFound
