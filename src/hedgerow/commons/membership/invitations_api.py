"""Operations on invitations."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import person_for
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import OutcomeOut, Strict, Words
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions
from .entering import full_address
from .inviting_queries import invitations_page
from .models import Invitation
from .permissions import INVITE

router = Router(tags=["Members"])
HERE: Final = "/ecosystems/{slug}/invitations"
ONE: Final = f"{HERE}/{{invitation}}"
PERSON: Final = "/ecosystems/{slug}/people/{person}/link"


class InvitationOut(Schema):
    """To whom, to what, and how it stands."""

    uuid: UUID
    email: str
    role: Words
    organisation: str
    invited_by: str
    sent_at: datetime | None
    expires_at: datetime
    accepted_at: datetime | None
    accepted_by: str
    withdrawn_at: datetime | None
    trouble: Words
    state: str = Field(description="`open`, `lapsed`, `accepted` or `withdrawn`.")


class InvitationsOut(Schema):
    open: list[InvitationOut]
    accepted: list[InvitationOut]
    expired: list[InvitationOut]
    withdrawn: list[InvitationOut]


class Inviting(Strict):
    """Addresses in small letters, and to what they are invited."""

    addresses: list[Annotated[str, Field(max_length=500)]] = Field(max_length=500)
    role: str = Field(min_length=1, max_length=30)
    organisation: UUID | None = None
    language: str = Field("", max_length=10)
    message: str = Field("", max_length=500)
    wards: list[UUID] = Field(
        [], max_length=100, description="Learners whose guardians are invited."
    )


@router.get(HERE, response=InvitationsOut, summary="List invitations")
def list_invitations(request: HttpRequest, slug: str) -> Any:
    """At most 200 of each kind."""
    by, place = _place(request, slug)
    return invitations_page(by, place, timezone.now())


@router.post(HERE, response=OutcomeOut, summary="Invite people")
def invite_people(request: HttpRequest, slug: str, body: Inviting) -> Any:
    """Sends each address a letter with a link of its own."""
    by, place = _place(request, slug)
    said = body.dict(exclude={"addresses", "organisation"})
    at = one(organisations_of(by, place), body.organisation) if body.organisation else None
    offer, root = actions.Offer(organisation=at, **said), full_address(request, "/")
    return actions.invite_people(place, body.addresses, offer, by=by, at=timezone.now(), root=root)


@router.post(f"{HERE}/families", response=OutcomeOut, summary="Tell families how to sign in")
def tell_families(request: HttpRequest, slug: str) -> Any:
    """A letter with a link to each guardian who never signed in; `unchanged` wait for tomorrow."""
    by, place = _place(request, slug)
    root = full_address(request, "/")
    return actions.tell_families(place, by=by, at=timezone.now(), root=root)


@router.post(PERSON, response=OutcomeOut, summary="Send a person a link to sign in")
def tell_person(request: HttpRequest, slug: str, person: UUID) -> Any:
    """Sends who has a role and never signed in a letter with a link, in their language."""
    by, place = _place(request, slug)
    row, root = person_for(by, place, person), full_address(request, "/")
    return actions.tell_person(place, row, by=by, at=timezone.now(), root=root)


@router.post(f"{ONE}/again", response={204: None}, summary="Send an invitation again")
def send_again(request: HttpRequest, slug: str, invitation: UUID) -> Any:
    """The link of the letter before ends."""
    by, row = _row(request, slug, invitation)
    actions.send_again(row, by=by, at=timezone.now(), root=full_address(request, "/"))
    return Status(204, None)


@router.delete(ONE, response={204: None}, summary="Take an invitation back")
def withdraw_invitation(request: HttpRequest, slug: str, invitation: UUID) -> Any:
    by, row = _row(request, slug, invitation)
    actions.withdraw_invitation(row, by=by, at=timezone.now())
    return Status(204, None)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """The ecosystem, for somebody who may invite to it."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    require_held(by, INVITE, within=place.pk)  # the actions ask anew
    return by, place


def _row(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Actor, Invitation]:
    by, place = _place(request, slug)
    return by, one(Invitation.objects.visible_to(by).filter(ecosystem=place), uuid)
