"""Who holds which seat: a seat has one holder at a time, and a holder one seat of a body."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from .errors import MandateOrder, SeatedTwice, SeatHeld
from .models import Mandate, Seat
from .permissions import SEAT_PEOPLE
from .rules import overlap

Row = Mapping[str, Any]
Kept = dict[int, list[Mandate]]


@transaction.atomic
def seat_people(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Give seats to people: rows of ``seat_id``, ``person_id``, ``starts``, perhaps ``ends``, ``basis``.

    ``ends`` is the first day no longer in the mandate. A mandate is recognised by seat, person
    and first day. All or none are given; one fact is recorded.

    Raises NotFound to outsiders and for seats and persons of elsewhere, NotPermitted,
    MandateOrder, SeatHeld or SeatedTwice.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, SEAT_PEOPLE, within=ecosystem.pk)
    seats = _seats(ecosystem, {row["seat_id"] for row in rows})
    _check_people(ecosystem, {row["person_id"] for row in rows})
    require_not_barred(by, {row["person_id"] for row in rows})
    kept = _kept(seats.values())
    new, changed = list[Mandate](), list[Mandate]()
    for row in rows:
        _place(row, kept, seats[row["seat_id"]], by, new, changed)
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


def _kept(seats: Iterable[Seat]) -> Kept:
    """The mandates there are in the bodies of these seats, by body."""
    bodies = {seat.body_id for seat in seats}
    kept: Kept = {body: [] for body in bodies}
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("seat")
    for one in rows.filter(body__in=bodies):
        kept[one.body_id].append(one)
    return kept


def _place(
    row: Row, kept: Kept, seat: Seat, by: Actor, new: list[Mandate], changed: list[Mandate]
) -> None:
    """Find or make the row's mandate; raise if another's of the seat or person overlaps."""
    starts, ends, person = row["starts"], row.get("ends"), row["person_id"]
    if ends is not None and ends <= starts:
        raise MandateOrder
    same = None
    for one in kept[seat.body_id]:
        if (one.seat_id, one.person_id, one.starts) == (seat.pk, person, starts):
            same = one
        elif overlap(_days(one), (starts, ends)):
            if one.seat_id == seat.pk:
                raise SeatHeld(number=seat.number)
            if one.person_id == person:
                raise SeatedTwice(number=one.seat.number)
    said = {"ends": ends, "basis": row.get("basis", same.basis if same else "")}
    if same is None:
        place = {"body_id": seat.body_id, "seat": seat, "person_id": person}
        mandate = Mandate(starts=starts, origin=by.origin, **place, **said)
        kept[seat.body_id].append(mandate)
        new.append(mandate)
    elif any(getattr(same, name) != value for name, value in said.items()):
        same.ends, same.basis = ends, said["basis"]
        if same.pk is not None:
            changed.append(same)


def _days(one: Mandate) -> tuple[date, date | None]:
    return one.starts, one.ends


def _seats(ecosystem: Ecosystem, wanted: set[int]) -> dict[int, Seat]:
    """Seats by id, locked with their bodies: nobody gives another seat of them meanwhile."""
    found = Seat.objects.select_for_update(of=("self", "body")).select_related("body")
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
