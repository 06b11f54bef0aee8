"""Operations that read an ecosystem's people, as their pages show them."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import person_for
from hedgerow.foundation import accesslog
from hedgerow.foundation.api.listing import Listing, Page, page_of
from hedgerow.foundation.api.shapes import Named, Words
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from .kept import kept_page
from .people_table import people_table
from .queries.person import person_page

router = Router(tags=["People and organisations"])
HERE: Final = "/ecosystems/{slug}/people"


class PeopleAsked(Listing):
    name: str = Field("", description="Words that the name's words begin with, or a whole code.")
    role: str = ""
    organisation: str = ""
    group: str = ""


class HeldRole(Schema):
    role: str
    organisation: Named | None


class PersonLine(Schema):
    """Somebody with the roles and groups of today."""

    uuid: UUID
    name: str
    called: str
    roles: list[HeldRole]
    groups: list[str]


class SpellOut(Schema):
    """A role or a place in a group, in the ecosystem's own words."""

    title: Words
    where: str
    grade: str
    starts: date
    ends: date | None


class TieOut(Schema):
    """Somebody who answers for the person, or for whom the person answers."""

    uuid: UUID
    name: str
    relation: str
    ends: date | None
    barred: bool


class Private(Schema):
    """What only the person, a guardian and who may edit the person read."""

    born: date | None
    email: str
    phone: str


class PersonOut(Schema):
    uuid: UUID
    name: str
    called: str
    code: str
    language: str
    learner: bool
    roles: list[SpellOut]
    groups: list[SpellOut]
    guardians: list[TieOut]
    wards: list[TieOut]
    private: Private | None
    may_edit: bool
    revision: int


@router.get(HERE, response=Page[PersonLine], summary="List people")
def list_people(request: HttpRequest, slug: str, asked: Query[PeopleAsked]) -> Any:
    """Whom one may see here."""
    by, place = _place(request, slug)
    table = people_table(by, place, asked.asked(), today(place))
    return page_of(table, asked, _line)


@router.get(f"{HERE}/{{person}}", response=PersonOut, summary="Read a person")
def read_person(request: HttpRequest, slug: str, person: UUID) -> Any:
    """Who it is, in which roles. That a learner's record was opened is noted."""
    by, place = _place(request, slug)
    row = person_for(by, place, person)
    page = person_page(by, place, row)
    if page.learner:
        now = timezone.now()
        accesslog.opened(row.pk, by=by, at=now, what="people.person", ecosystem=place.pk)
    names = PersonOut.model_fields.keys() - {"revision"}
    return {**{name: getattr(page, name) for name in names}, "revision": row.revision}


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """The ecosystem for those who belong to it; raises NotFound for others."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    return by, place


def _line(row: Person) -> dict[str, Any]:
    held: Any = row  # the table has put today's roles and places beside each person
    roles = [{"role": one.role, "organisation": one.organisation} for one in held.roles_here]
    return {
        "uuid": row.uuid,
        "name": row.name,
        "called": row.called,
        "roles": roles,
        "groups": [one.group.name for one in held.groups_here],
    }


class KindKept(Schema):
    """Rows of one kind; `days` after it ended, null for as long as the person is known here."""

    kind: str
    name: Words
    why: Words
    days: int | None
    gone: int
    last: datetime | None


class KeptOut(Schema):
    """How long things are kept; `gone` is what was let go here in the last year."""

    looked_at: datetime | None
    kinds: list[KindKept]


@router.get(
    "/ecosystems/{slug}/retention", response=KeptOut, summary="Read how long things are kept"
)
def read_retention(request: HttpRequest, slug: str) -> Any:
    """Every kind of row that says something of a person, with its time and what was let go."""
    page = kept_page(actor(request), slug, timezone.now())
    names = ("name", "why", "days", "gone", "last")
    kinds = [
        {"kind": one.label, **{name: getattr(one, name) for name in names}} for one in page.kinds
    ]
    return {"looked_at": page.looked_at, "kinds": kinds}
