"""Operations on consents: answered, recorded, asked; and on the customs of membership."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one, person_asking, pks
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions
from .card_queries import group_for
from .consent_queries import asked_of
from .consent_shapes import (
    Answer,
    AskedOut,
    CustomsShape,
    GroupConsentsOut,
    NewPurpose,
    PurposeIn,
    PurposeOut,
    Recorded,
    Recording,
)
from .customs import AGE, customs_of, kept_tiers
from .group_consents import group_consents, purposes_of, require_look
from .models import ConsentPurpose

router = Router(tags=["Consents"])
HERE: Final = "/ecosystems/{slug}"
ONE: Final = f"{HERE}/consents/{{purpose}}"


@router.get("/me/consents", response=list[AskedOut], summary="List what one is asked")
def list_own_consents(request: HttpRequest) -> Any:
    """What oneself and one's wards are asked, with the answers."""
    return list(asked_of(person_asking(request), timezone.now()))


@router.put("/me/consents/{purpose}", response={204: None}, summary="Answer a question")
def answer_consent(request: HttpRequest, purpose: UUID, body: Answer) -> Any:
    """For oneself or for a ward."""
    by, now = person_asking(request), timezone.now()
    asked = one(ConsentPurpose.objects.select_related("ecosystem"), purpose)
    person = one(Person.objects.filter(erased_at=None), body.person)
    actions.answer_consent(asked, person, body.agrees, by=by, at=now)
    return Status(204, None)


@router.get(
    f"{HERE}/groups/{{group}}/consents",
    response=GroupConsentsOut,
    summary="List a group's consents",
)
def list_group_consents(request: HttpRequest, slug: str, group: UUID) -> Any:
    """Who of a group agreed to what."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = group_for(by, place, group)
    require_look(by, row)
    return group_consents(by, place, row.pk)


@router.post(f"{ONE}/records", response=Recorded, summary="Record what was signed on paper")
def record_consents(request: HttpRequest, slug: str, purpose: UUID, body: Recording) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = _purpose(place, purpose)
    seen = people_of(by, place)
    people = seen.filter(pk__in=[pk for pk in pks(seen, body.persons).values() if pk])
    recorded = actions.record_consents(row, list(people), body.agrees, by=by, at=timezone.now())
    return {"recorded": recorded}


@router.get(f"{HERE}/consents", response=list[PurposeOut], summary="List what is asked")
def list_purposes(request: HttpRequest, slug: str) -> Any:
    return purposes_of(_place(request, slug)[1])


@router.post(f"{HERE}/consents", response={201: PurposeOut}, summary="Ask for consent")
def ask_for_consent(request: HttpRequest, slug: str, body: NewPurpose) -> Any:
    by, place = _place(request, slug)
    said = (body.key, body.titles, body.texts)
    return Status(201, actions.ask_for_consent(place, *said, by=by, at=timezone.now()))


@router.put(ONE, response=PurposeOut, summary="Ask with other words")
def reword_consent(request: HttpRequest, slug: str, purpose: UUID, body: PurposeIn) -> Any:
    """Another text is a new version, which everybody answers anew."""
    by, place = _place(request, slug)
    row = _purpose(place, purpose)
    return actions.reword_consent(row, body.titles, body.texts, by=by, at=timezone.now())


@router.delete(ONE, response={204: None}, summary="Ask no more")
def ask_no_more(request: HttpRequest, slug: str, purpose: UUID) -> Any:
    """What was answered stays."""
    by, place = _place(request, slug)
    actions.ask_no_more(_purpose(place, purpose), by=by, at=timezone.now())
    return Status(204, None)


@router.get(f"{HERE}/customs", response=CustomsShape, summary="Read the customs of membership")
def read_customs(request: HttpRequest, slug: str) -> Any:
    _by, place = _place(request, slug)
    row = customs_of(place)
    tiers = [{"key": key, "title": title} for key, title in kept_tiers(row)]
    age, told = (row.age_of_consent, row.told) if row else (AGE, {})
    return {"age_of_consent": age, "tiers": tiers, "told": told}


@router.put(f"{HERE}/customs", response={204: None}, summary="Set the customs of membership")
def set_customs(request: HttpRequest, slug: str, body: CustomsShape) -> Any:
    by, place = _place(request, slug)
    tiers = [(tier.key, tier.title) for tier in body.tiers]
    said: Any = {"age_of_consent": body.age_of_consent, "tiers": tiers, "told": body.told}
    actions.set_customs(place, **said, by=by, at=timezone.now())
    return Status(204, None)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """The ecosystem, for somebody who may change it."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    require_held(by, EDIT_ECOSYSTEM, within=place.pk)  # the actions ask anew
    return by, place


def _purpose(place: Ecosystem, uuid: UUID) -> ConsentPurpose:
    rows = ConsentPurpose.objects.select_related("ecosystem")
    return one(rows.filter(ecosystem=place), uuid)
