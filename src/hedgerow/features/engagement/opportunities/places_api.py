"""Operations on places in opportunities: signing up, answering, leaving, giving."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one, person_asking
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Takers
from .models import Opportunity, SignUp
from .place_shapes import Given, HolderOut, PlaceAnswer, SignUpIn, SignUpOut, SignUpsAsked

router = Router(tags=["Places in opportunities"])
ONE: Final = "/ecosystems/{slug}/opportunities/{opportunity}"
PLACE: Final = f"{ONE}/sign-ups/{{sign_up}}"


@router.get("/me/sign-ups", response=list[SignUpOut], summary="List my sign-ups")
def list_my_sign_ups(request: HttpRequest) -> Any:
    """Where oneself and one's children have a place, or wait."""
    return [_shown(row) for row in queries.own_places(person_asking(request))[:200]]


@router.get(f"{ONE}/sign-ups", response=Page[SignUpOut], summary="List sign-ups")
def list_sign_ups(
    request: HttpRequest, slug: str, opportunity: UUID, asked: Query[SignUpsAsked]
) -> Any:
    """One's own and one's children's; all of them to who offers it."""
    by = actor(request)
    rows = queries.sign_ups_of(by, queries.opportunity_row(by, slug, opportunity))
    return page_of(Takers(rows.select_related("opportunity"), asked.asked()), asked, _shown)


@router.post(f"{ONE}/sign-ups", response={201: SignUpOut}, summary="Sign up")
def sign_up(request: HttpRequest, slug: str, opportunity: UUID, body: SignUpIn) -> Any:
    """Signs oneself up, or the person named: a place, a question to a guardian, or a place in line."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    person = _person(by, row, body.person)
    done = actions.sign_up(row, person, agrees=body.agrees, by=by, at=timezone.now())
    return Status(201, _shown(done))


@router.get(f"{ONE}/places", response=list[HolderOut], summary="List places nobody signed up for")
def list_given_places(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    """Given by a round of choice or by enrolment: one's own and one's children's; all to who offers it."""
    by = actor(request)
    return queries.holders(by, queries.opportunity_row(by, slug, opportunity), timezone.now())


@router.post(f"{ONE}/places", response={201: list[SignUpOut]}, summary="Give places")
def give_places(request: HttpRequest, slug: str, opportunity: UUID, body: Given) -> Any:
    """Gives each of these people a place, or none of them."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    people = [one(people_of(by, row.ecosystem), uuid) for uuid in dict.fromkeys(body.people)]
    done = actions.give_places(row, people, by=by, at=timezone.now())
    return Status(201, [_shown(place) for place in done])


@router.post(f"{PLACE}/accept", response=SignUpOut, summary="Take a place that is kept")
def accept_place(
    request: HttpRequest, slug: str, opportunity: UUID, sign_up: UUID, body: PlaceAnswer
) -> Any:
    """What was offered, or what a child asked a guardian for."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, opportunity, sign_up)
    return _shown(actions.accept_place(row, agrees=body.agrees, by=by, at=timezone.now()))


@router.post(f"{PLACE}/decline", response=SignUpOut, summary="Decline a place that is kept")
def decline_place(request: HttpRequest, slug: str, opportunity: UUID, sign_up: UUID) -> Any:
    """The next in the line is asked."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, opportunity, sign_up)
    return _shown(actions.decline_place(row, by=by, at=timezone.now()))


@router.post(f"{PLACE}/withdraw", response=SignUpOut, summary="Give a place back")
def withdraw(request: HttpRequest, slug: str, opportunity: UUID, sign_up: UUID) -> Any:
    """Leaves the place or the line; the next in the line is asked."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, opportunity, sign_up)
    return _shown(actions.withdraw(row, by=by, at=timezone.now()))


def _person(by: Actor, row: Opportunity, uuid: UUID | None) -> Person:
    """Whom it is about: who is named and may be seen, else oneself."""
    if uuid is not None:
        return one(Person.objects.visible_to(by), uuid)
    found = Person.objects.filter(pk=by.person_id or 0).first()
    if found is None:
        raise NotFound
    return found


def _shown(row: SignUp) -> dict[str, Any]:
    names = ("uuid", "state", "asked_at", "expires_at", "ended_at", "opportunity", "person")
    waits = row.state == SignUp.State.WAITING
    return {
        **{name: getattr(row, name) for name in names},
        "position": queries.position(row) if waits else None,
    }
