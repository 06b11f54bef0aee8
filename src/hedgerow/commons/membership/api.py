"""Operations on oneself, on members, their roles and cards."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.permissions import VIEW_PEOPLE
from hedgerow.commons.people.places import organisation_for, organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one, person_asking, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions, card_queries
from .models import OrganisationMembership
from .own_queries import tokens_of
from .role_lists import roles_of, roles_table
from .shapes import (
    CardLine,
    CardOut,
    CardsFor,
    Ended,
    Joined,
    Joining,
    Leaving,
    Me,
    MembershipIn,
    MembershipOut,
    RoleOut,
    Roles,
    RolesAsked,
    RolesEnding,
    TokenOut,
)

router = Router(tags=["Members"])
HERE: Final = "/ecosystems/{slug}"
MEMBERSHIP: Final = f"{HERE}/organisations/{{organisation}}/membership"


@router.get("/me", response=Me, summary="Read whose token it is")
def read_me(request: HttpRequest) -> Any:
    by = person_asking(request)
    person = Person.objects.get(pk=by.person_id or 0)
    slugs = dict(Ecosystem.objects.filter(pk__in=by.grants).values_list("pk", "slug"))
    may = {slugs[pk]: sorted(held) for pk, held in by.grants.items()}
    return {"uuid": person.uuid, "name": person.name, "may": may}


@router.get("/me/tokens", response=list[TokenOut], summary="List one's tokens")
def list_tokens(request: HttpRequest) -> Any:
    return list(tokens_of(person_asking(request), timezone.now()))


@router.delete("/me/tokens/{token}", response={204: None}, summary="Revoke a token")
def revoke_token(request: HttpRequest, token: UUID) -> Any:
    actions.revoke_token(token, by=actor(request), at=timezone.now())
    return Status(204, None)


@router.post(f"{HERE}/members", response=Joined, summary="Make organisations members")
def join_organisations(request: HttpRequest, slug: str, body: Joining) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    rows = Organisation.objects.visible_to(by)
    found = list(rows.filter(pk__in=[pk for pk in pks(rows, body.organisations).values() if pk]))
    joined = actions.join_organisations(
        place, found, body.starts, by=by, at=timezone.now(), partner=body.partner, tier=body.tier
    )
    return {"joined": joined}


@router.post(f"{HERE}/members/leave", response=Ended, summary="End memberships")
def leave_organisations(request: HttpRequest, slug: str, body: Leaving) -> Any:
    """Roles held for the organisations stay."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    rows = organisations_of(by, place)
    found = list(rows.filter(pk__in=[pk for pk in pks(rows, body.organisations).values() if pk]))
    ended = actions.leave_organisations(place, found, body.on, by=by, at=timezone.now())
    return {"ended": ended}


@router.get(MEMBERSHIP, response=list[MembershipOut], summary="Read an organisation's membership")
def read_membership(request: HttpRequest, slug: str, organisation: UUID) -> Any:
    """Each spell of it, the latest first."""
    return list(_spells(request, slug, organisation))


@router.put(MEMBERSHIP, response={204: None}, summary="Change a membership")
def change_membership(
    request: HttpRequest, slug: str, organisation: UUID, body: MembershipIn
) -> Any:
    """Gives the member another tier, or lists it as a partner or not; what it was is kept."""
    by, now = actor(request), timezone.now()
    row = _spells(request, slug, organisation).first()
    if row is None:
        raise NotFound
    actions.change_membership(
        row, body.tier, partner=body.partner, starts=body.starts, by=by, at=now
    )
    return Status(204, None)


@router.get(f"{HERE}/roles", response=Page[RoleOut], summary="List roles")
def list_roles(request: HttpRequest, slug: str, asked: Query[RolesAsked]) -> Any:
    """Who holds or held which role."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    require(by, VIEW_PEOPLE, within=place.pk)
    table = roles_table(by, place, asked.asked(), today(place), may_end=False)
    return page_of(table, asked)


@router.put(f"{HERE}/roles", response=OutcomeOut, summary="Give roles")
def assign_many(request: HttpRequest, slug: str, body: Roles) -> Any:
    """Gives roles, or changes their grade and end."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    people = pks(people_of(by, place), (row.person for row in body.rows))
    sites = pks(organisations_of(by, place), (row.organisation for row in body.rows))
    rows = [
        {
            **row.dict(exclude_unset=True, exclude={"person", "organisation"}),
            "person_id": people[row.person],
            "organisation_id": sites[row.organisation],
        }
        for row in body.rows
    ]
    return actions.assign_many(place, rows, by=by, at=timezone.now())


@router.post(f"{HERE}/roles/end", response=Ended, summary="End roles")
def end_assignments(request: HttpRequest, slug: str, body: RolesEnding) -> Any:
    """What people have as learners by these roles, in groups and activities, ends on the same day."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    ids = pks(roles_of(by, place), body.roles)
    wanted = [pk for pk in ids.values() if pk]
    return {"ended": actions.end_assignments(place, wanted, body.on, by=by, at=timezone.now())}


@router.get(f"{HERE}/groups/{{group}}/cards", response=list[CardLine], summary="List cards")
def list_cards(request: HttpRequest, slug: str, group: UUID) -> Any:
    """Which learners of a group have a card to sign in with."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = card_queries.group_for(by, place, group)
    return list(card_queries.lines_of(card_queries.learners_for(by, place, row)))


@router.post(f"{HERE}/cards", response=list[CardOut], summary="Issue cards")
def issue_cards(request: HttpRequest, slug: str, body: CardsFor) -> Any:
    """Gives each person a new card and revokes the one before; codes are told this once."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    rows = people_of(by, place)
    found = rows.filter(pk__in=[pk for pk in pks(rows, body.persons).values() if pk])
    issued = actions.issue_cards(place, list(found), by=by, at=timezone.now())
    cards = ",".join(CardOut.from_orm(card).model_dump_json() for card in issued)
    # streamed, so that no answer that is kept for a repetition has codes
    return StreamingHttpResponse([f"[{cards}]"], content_type="application/json")


@router.delete(f"{HERE}/people/{{person}}/card", response={204: None}, summary="Revoke a card")
def revoke_card(request: HttpRequest, slug: str, person: UUID) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    actions.revoke_card(place, one(people_of(by, place), person), by=by, at=timezone.now())
    return Status(204, None)


def _spells(request: HttpRequest, slug: str, uuid: UUID) -> QuerySet[OrganisationMembership]:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    found = organisation_for(by, place, uuid)
    rows = OrganisationMembership.objects.filter(ecosystem=place, organisation=found)
    return rows.select_related("ecosystem").order_by("-starts", "-pk")
