"""Bodies as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import Told
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Body, Mandate, Seat
from .permissions import EDIT_BODIES, SEAT_PEOPLE


@dataclass(frozen=True, slots=True)
class Place:
    """A seat and who holds it; the name only for those who may see the person."""

    uuid: UUID
    number: int
    route: str
    holder: str
    is_held: bool
    since: date | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A constituency with its seats; ``kept`` is the name in its own language, ``told`` in others."""

    name: str
    kept: str
    told: Told
    quota: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body with its constituencies, and what the reader may do."""

    uuid: UUID
    name: str
    purpose: str
    founded: int | None
    quorum: int | None
    shares: tuple[Share, ...]
    seats: int
    held: int
    simulated: bool
    may_edit: bool
    may_seat: bool


def bodies_of(ecosystem: Ecosystem, on: date) -> QuerySet[Body]:
    """The ecosystem's bodies, with how many seats there are and how many are held that day."""
    open_ = Q(seats__mandates__starts__lte=on) & (
        Q(seats__mandates__ends__isnull=True) | Q(seats__mandates__ends__gt=on)
    )
    return Body.objects.filter(ecosystem=ecosystem).annotate(
        seat_count=Count("seats", distinct=True),
        held_count=Count("seats", filter=open_, distinct=True),
    )


def body_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Body:
    """One body of the ecosystem; raises NotFound."""
    found = Body.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def seat_for(body: Body, uuid: UUID) -> Seat:
    """One seat of the body; raises NotFound."""
    found = body.seats.select_related("constituency").filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def body_page(actor: Actor, body: Body, on: date) -> BodyPage:
    """The body with the seats of each constituency and who holds them that day."""
    mandates = Mandate.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=on), seat__body=body, starts__lte=on
    )
    held = {one.seat_id: one for one in mandates}
    people = Person.objects.visible_to(actor).filter(pk__in=[m.person_id for m in held.values()])
    names = dict(people.values_list("pk", "name"))
    seats = list(body.seats.order_by("number"))
    shares = tuple(
        Share(
            one.said("name"),
            one.name,
            one.told,
            one.quota,
            tuple(
                _place(seat, held.get(seat.pk), names)
                for seat in seats
                if seat.constituency_id == one.pk
            ),
        )
        for one in body.constituencies.order_by("position", "pk")
    )
    return BodyPage(
        uuid=body.uuid,
        name=body.said("name"),
        purpose=body.said("purpose"),
        founded=body.founded,
        quorum=body.quorum,
        shares=shares,
        seats=len(seats),
        held=len(held),
        simulated=body.simulated,
        may_edit=actor.may(EDIT_BODIES, body.ecosystem_id),
        may_seat=actor.may(SEAT_PEOPLE, body.ecosystem_id),
    )


def _place(seat: Seat, mandate: Mandate | None, names: dict[int, str]) -> Place:
    return Place(
        uuid=seat.uuid,
        number=seat.number,
        route=str(seat.get_route_display()),
        holder=names.get(mandate.person_id, "") if mandate else "",
        is_held=mandate is not None,
        since=mandate.starts if mandate else None,
        simulated=mandate is not None and mandate.origin == "simulated",
    )
