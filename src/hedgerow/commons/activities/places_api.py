"""Operations on the places in an activity."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one, pks
from hedgerow.foundation.api.listing import Listing, Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Places
from .session_shapes import Corrected, Enrolling, PlaceEnding, PlaceOut, Starts

router = Router(tags=["Activities"])
ONE: Final = "/ecosystems/{slug}/activities/{activity}"


@router.get(f"{ONE}/places", response=Page[PlaceOut], summary="List places")
def list_places(request: HttpRequest, slug: str, activity: UUID, asked: Query[Listing]) -> Any:
    """Who takes part, as far as one may see them."""
    by = actor(request)
    rows = queries.places(by, queries.activity_row(by, slug, activity))
    return page_of(Places(rows, asked.asked()), asked)


@router.post(f"{ONE}/places", response=OutcomeOut, summary="Enrol a group or persons")
def enrol(request: HttpRequest, slug: str, activity: UUID, body: Enrolling) -> Any:
    by, now = actor(request), timezone.now()
    row = queries.activity_row(by, slug, activity)
    rows: list[dict[str, Any]] = []
    if body.persons:
        ids = pks(people_of(by, row.ecosystem), body.persons)
        rows = [
            {"activity_id": row.pk, "person_id": ids[uuid], "starts": body.starts, "again": True}
            for uuid in body.persons
        ]
    with transaction.atomic():
        how: Any = {"takes_held": body.takes_held, "by": by, "at": now}
        found = actions.enrol_many(row.ecosystem, rows, **how)
        if body.group is None:
            return found
        groups = Group.objects.visible_to(by).filter(ecosystem=row.ecosystem)
        group = one(groups, body.group)
        of_group = actions.enrol_group(row, group, body.starts, **how)
    return OutcomeOut(
        new=found.new + of_group.new,
        changed=found.changed + of_group.changed,
        unchanged=found.unchanged + of_group.unchanged,
    )


@router.post(f"{ONE}/places/{{enrolment}}/end", response={204: None}, summary="End a place")
def end_place(
    request: HttpRequest, slug: str, activity: UUID, enrolment: UUID, body: PlaceEnding
) -> Any:
    by = actor(request)
    row = one(queries.places(by, queries.activity_row(by, slug, activity)), enrolment)
    actions.end_place(row, body.ends, dropped=body.dropped, by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/places/{{enrolment}}/resume", response={204: None}, summary="Undo the end")
def resume_place(request: HttpRequest, slug: str, activity: UUID, enrolment: UUID) -> Any:
    by = actor(request)
    row = one(queries.places(by, queries.activity_row(by, slug, activity)), enrolment)
    actions.resume_place(row, by=by, at=timezone.now())
    return Status(204, None)


@router.put(f"{ONE}/places/starts", response=Corrected, summary="Correct first days")
def correct_starts(request: HttpRequest, slug: str, activity: UUID, body: Starts) -> Any:
    """Has these places begin on another day; recorded attendance before it stands against that."""
    by = actor(request)
    row = queries.activity_row(by, slug, activity)
    held = queries.places(by, row)
    rows = [one(held, uuid) for uuid in body.places]
    n = actions.correct_starts(row, rows, body.starts, by=by, at=timezone.now())
    return {"corrected": n}


@router.delete(f"{ONE}/places/{{enrolment}}", response={204: None}, summary="Take a place back")
def take_back_place(request: HttpRequest, slug: str, activity: UUID, enrolment: UUID) -> Any:
    """Removes an enrolment made by mistake, as long as no attendance is recorded on it."""
    by = actor(request)
    row = one(queries.places(by, queries.activity_row(by, slug, activity)), enrolment)
    actions.take_back_place(row, by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/places/{{enrolment}}/give-back", response=PlaceOut, summary="Give it back")
def give_back_place(request: HttpRequest, slug: str, activity: UUID, enrolment: UUID) -> Any:
    """Undoes that a place was taken back."""
    by = actor(request)
    row = queries.activity_row(by, slug, activity)
    actions.give_back_place(row, enrolment, by=by, at=timezone.now())
    return one(queries.places(by, row), enrolment)
