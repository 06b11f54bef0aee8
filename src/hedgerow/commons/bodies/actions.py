"""Founding bodies, sharing out their seats and seating people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from .errors import BodyExists, MandateOrder, QuorumTooLarge, SeatsInUse
from .models import Body, Constituency, Mandate, Seat
from .permissions import EDIT_BODIES, SEAT_PEOPLE
from .rules import is_reachable
from .seating import seat_people

__all__ = ["edit_body", "end_mandate", "found_body", "seat_people"]

Row = Mapping[str, Any]


@transaction.atomic
def found_body(
    ecosystem: Ecosystem,
    key: str,
    name: str,
    *,
    by: Actor,
    at: datetime,
    constituencies: Sequence[Row] = (),
    **values: Any,
) -> Body:
    """Found a body with its seats, numbered from 1 through the constituencies in their order.

    Each row of ``constituencies`` has ``name`` and ``quota`` (seats), perhaps ``key``,
    ``eligibility`` and ``told``. ``values`` are further fields of ``Body``.

    Raises NotFound to outsiders, NotPermitted, BodyExists, QuorumTooLarge or Invalid.
    """
    _seen(ecosystem, by)
    require(by, EDIT_BODIES, within=ecosystem.pk)
    _check_of(ecosystem, values)
    check_lengths(Body, {"name": name, **values})
    if Body.objects.filter(ecosystem=ecosystem, key=key).exists():
        raise BodyExists(key=key)
    said = with_kept_told(Body, values, ecosystem)
    body = Body.objects.create(ecosystem=ecosystem, key=key, name=name, **said)
    _share(body, constituencies)
    _check_quorum(body)
    _record("founded", body, by, at, {"key": key, "seats": body.seats.count()})
    return body


@transaction.atomic
def edit_body(
    body: Body,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    constituencies: Sequence[Row] | None = None,
    **changes: Any,
) -> Body:
    """Change fields of a body; nothing is written where nothing differs.

    One whose set-up was made up is made up no longer.

    ``constituencies`` share out the seats anew, as ``found_body`` does. They are recognised by
    key. New seats take the next free numbers; seats that are too many go, the highest first, as
    long as nobody ever held them.

    Raises NotFound to outsiders, NotPermitted, Stale, SeatsInUse, QuorumTooLarge or Invalid.
    """
    row = _locked(body, by)
    require(by, EDIT_BODIES, within=row.ecosystem_id)
    _check_of(row.ecosystem, changes)
    check_lengths(Body, changes)
    changed = row.revise(revision, **with_kept_told(Body, changes, row.ecosystem))
    shared = constituencies is not None and _share(row, constituencies)
    if shared or "quorum" in changed:
        _check_quorum(row)
    if changed or shared:
        row.revision += 0 if changed else 1
        row.simulated = False
        row.save()
    if changed:
        _record("edited", row, by, at, {"fields": sorted(changed)})
    if shared:
        _record("seats_shared", row, by, at, {"seats": row.seats.count()})
    return row


@transaction.atomic
def end_mandate(
    mandate: Mandate, ends: date, *, by: Actor, at: datetime, reason: str = ""
) -> Mandate:
    """Let a mandate end before that day.

    Raises NotFound to outsiders, NotPermitted, MandateOrder or OutOfReach.
    """
    body = _locked(mandate.seat.body, by)
    require(by, SEAT_PEOPLE, within=body.ecosystem_id)
    row = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if ends <= row.starts:
        raise MandateOrder
    require_not_barred(by, [row.person_id])
    row.ends, row.end_reason = ends, reason
    row.save(update_fields=["ends", "end_reason"])
    _record("mandate_ended", body, by, at, {"seat": row.seat.number, "ends": ends.isoformat()})
    return row


def _share(body: Body, rows: Sequence[Row]) -> bool:
    """Make constituencies and seats as the rows say; whether anything changed."""
    kept = {one.key: one for one in body.constituencies.all()}
    changed, wanted = False, set[str]()
    for position, row in enumerate(rows):
        key = row.get("key") or slugify(row["name"])[:60] or f"c{position + 1}"
        wanted.add(key)
        said = {
            "name": row["name"], "quota": row["quota"], "position": position,
            "eligibility": row.get("eligibility", ""),
            **_told(body.ecosystem, row),
        }  # fmt: skip
        one = kept.get(key) or Constituency(body=body, key=key)
        if one.pk is None or any(getattr(one, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(one, name, value)
            one.save()
            changed = True
        changed |= _fill(body, one)
    for key in kept.keys() - wanted:
        kept[key].quota = 0
        _fill(body, kept[key])
        kept[key].delete()
        changed = True
    return changed


def _told(ecosystem: Ecosystem, row: Row) -> Row:
    told = {name: value for name, value in row.items() if name == "told"}
    return with_kept_told(Constituency, told, ecosystem)


def _fill(body: Body, constituency: Constituency) -> bool:
    """Add or take seats until the constituency has its quota; whether any were."""
    seats = list(constituency.seats.order_by("number"))
    if len(seats) > constituency.quota:
        held = set(Mandate.objects.filter(seat__in=seats).values_list("seat", flat=True))
        free = [seat.pk for seat in reversed(seats) if seat.pk not in held]
        surplus = len(seats) - constituency.quota
        if len(free) < surplus:
            raise SeatsInUse(constituency=constituency.said("name"))
        Seat.objects.filter(pk__in=free[:surplus]).delete()
        return True
    taken = body.seats.order_by("-number").values_list("number", flat=True).first() or 0
    missing = constituency.quota - len(seats)
    Seat.objects.bulk_create(
        Seat(body=body, constituency=constituency, number=taken + one)
        for one in range(1, missing + 1)
    )
    return missing > 0


def _check_quorum(body: Body) -> None:
    seats = body.seats.count()
    if not is_reachable(body.quorum, seats):
        raise QuorumTooLarge(quorum=body.quorum, seats=seats)


def _check_of(ecosystem: Ecosystem, values: Row) -> None:
    """Raise NotFound for an organisation or body above that is not the ecosystem's own."""
    organisation, above = values.get("organisation"), values.get("parent")
    if above is not None and above.ecosystem_id != ecosystem.pk:
        raise NotFound
    if organisation is None or organisation.kept_by_id == ecosystem.pk:
        return
    members = Organisation.objects.filter(
        pk=organisation.pk, memberships__ecosystem=ecosystem, memberships__ends__isnull=True
    )
    if not members.exists():
        raise NotFound


def _locked(body: Body, by: Actor) -> Body:
    row = Body.objects.visible_to(by).select_for_update().filter(pk=body.pk).first()
    if row is None:
        raise NotFound
    return row


def _seen(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def _record(what: str, body: Body, by: Actor, at: datetime, payload: dict[str, object]) -> None:
    journal.record(
        f"bodies.{what}",
        by=by,
        at=at,
        ecosystem=body.ecosystem_id,
        subjects=[("bodies.body", body.uuid)],
        payload=payload,
    )
