"""Operations on groups and the places in them."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .actions.group_editing import edit_group, end_group, make_group, put_back
from .lists import Groups
from .models import Group
from .shapes import (
    Ended,
    GroupIn,
    GroupLine,
    GroupOut,
    GroupsAsked,
    LastDay,
    NewGroup,
    Persons,
    Restored,
)
from .shapes import Groups as GroupRows
from .shapes import Places as PlaceRows

router = Router(tags=["Groups"])
HERE: Final = "/ecosystems/{slug}/groups"
ONE: Final = f"{HERE}/{{group}}"


@router.get(HERE, response=Page[GroupLine], summary="List groups of learners")
def list_groups(request: HttpRequest, slug: str, asked: Query[GroupsAsked]) -> Any:
    by, place = _place(request, slug)
    rows = Group.objects.visible_to(by).filter(ecosystem=place)
    return page_of(Groups(rows.select_related("organisation"), asked.asked()), asked)


@router.post(HERE, response={201: GroupOut}, summary="Make a group")
def add_group(request: HttpRequest, slug: str, body: NewGroup) -> Any:
    by, place = _place(request, slug)
    row = make_group(place, _values(by, place, [body])[0], by=by, at=timezone.now())
    return Status(201, _shown(by, row))


@router.put(HERE, response=OutcomeOut, summary="Save many groups")
def save_groups(request: HttpRequest, slug: str, body: GroupRows) -> Any:
    """Adds or changes, recognised by code; a row without a code is new."""
    by, place = _place(request, slug)
    rows = _values(by, place, body.rows)
    return actions.save_groups(place, rows, by=by, at=timezone.now())


@router.get(ONE, response=GroupOut, summary="Read a group")
def read_group(request: HttpRequest, slug: str, group: UUID) -> Any:
    return _shown(*_group(request, slug, group))


@router.patch(ONE, response=GroupOut, summary="Change a group")
def change_group(request: HttpRequest, slug: str, group: UUID, body: GroupIn) -> Any:
    by, row = _group(request, slug, group)
    said, read = _values(by, row.ecosystem, [body])[0], expected(request)
    edit_group(row, said, by=by, at=timezone.now(), revision=read)
    return _shown(*_group(request, slug, group))


@router.post(f"{ONE}/end", response=Ended, summary="End a group")
def finish_group(request: HttpRequest, slug: str, group: UUID, body: LastDay) -> Any:
    """Ends it and every place in it."""
    by, row = _group(request, slug, group)
    return {"ended": end_group(row, body.on, by=by, at=timezone.now())}


@router.put(f"{ONE}/people", response=OutcomeOut, summary="Put people in a group")
def place_many(request: HttpRequest, slug: str, group: UUID, body: PlaceRows) -> Any:
    """As learners, or as those who lead it."""
    by, row = _group(request, slug, group)
    people = pks(people_of(by, row.ecosystem), (place.person for place in body.rows))
    rows = [
        {
            **place.dict(exclude_unset=True, exclude={"person"}),
            "group_id": row.pk,
            "person_id": people[place.person],
        }
        for place in body.rows
    ]
    return actions.place_many(row.ecosystem, rows, by=by, at=timezone.now())


@router.post(f"{ONE}/people/remove", response=Ended, summary="Take people out of a group")
def end_places(request: HttpRequest, slug: str, group: UUID, body: Persons) -> Any:
    by, row = _group(request, slug, group)
    rows = [{"group_id": row.pk, "person_id": pk} for pk in _people(by, row, body.persons)]
    ended = actions.end_places(row.ecosystem, rows, body.on, by=by, at=timezone.now())
    return {"ended": ended}


@router.post(f"{ONE}/people/restore", response=Restored, summary="Undo taking people out")
def restore_places(request: HttpRequest, slug: str, group: UUID, body: Persons) -> Any:
    """Opens again the places that ended on that day."""
    by, row = _group(request, slug, group)
    people = _people(by, row, body.persons)
    return {"restored": put_back(row, people, body.on, by=by, at=timezone.now())}


def _people(by: Actor, row: Group, uuids: Iterable[UUID]) -> list[int]:
    return [pk for pk in pks(people_of(by, row.ecosystem), uuids).values() if pk]


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """The ecosystem for those who belong to it; raises NotFound for others."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    return by, place


def _group(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Actor, Group]:
    by, place = _place(request, slug)
    rows = Group.objects.visible_to(by).filter(ecosystem=place)
    return by, one(rows.select_related("ecosystem", "organisation"), uuid)


def _values(by: Actor, place: Ecosystem, given: Iterable[GroupIn]) -> list[dict[str, Any]]:
    rows = [body.dict(exclude_unset=True) for body in given]
    sites = pks(organisations_of(by, place), (row.get("organisation") for row in rows))
    for row in rows:
        if "organisation" in row:
            row["organisation_id"] = sites[row.pop("organisation")]
    return rows


def _shown(by: Actor, row: Group) -> dict[str, Any]:
    page = queries.group_page(by, row.ecosystem.slug, row.uuid)
    plain = {name: getattr(row, name) for name in GroupLine.model_fields}
    people = {"leaders": page.leaders, "learners": page.learners}
    return {**plain, **people, "revision": row.revision}
