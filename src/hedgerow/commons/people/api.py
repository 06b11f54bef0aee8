"""Operations on organisations, persons, guardians and population groups."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import Named, OutcomeOut
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions, places, queries
from .listing import organisations_table
from .models import Guardian, Person, PopulationGroup
from .permissions import EDIT_PEOPLE
from .queries import people_of
from .shapes import (
    Declarations,
    Ending,
    Guardians,
    NewOrganisation,
    NewPerson,
    OrganisationIn,
    OrganisationLine,
    OrganisationOut,
    Organisations,
    OrganisationsAsked,
    OwnDetails,
    OwnGroups,
    People,
    PersonChange,
    PopulationGroupOut,
    PopulationGroupRows,
    Saved,
)
from .twins import duplicates

router = Router(tags=["People and organisations"])
HERE: Final = "/ecosystems/{slug}"
ORGANISATIONS: Final = f"{HERE}/organisations"
LINKS: Final = ("parent", "operator")


@router.get(ORGANISATIONS, response=Page[OrganisationLine], summary="List organisations")
def list_organisations(request: HttpRequest, slug: str, asked: Query[OrganisationsAsked]) -> Any:
    """Those that the ecosystem keeps, or that were ever its members."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    rows = places.organisations_of(by, place).select_related("parent")
    return page_of(organisations_table(place, rows, asked.asked()), asked)


@router.post(ORGANISATIONS, response={201: OrganisationOut}, summary="Add an organisation")
def add_organisation(request: HttpRequest, slug: str, body: NewOrganisation) -> Any:
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = actions.add_organisation(place, _values(by, place, [body])[0], by=by, at=now)
    return Status(201, row)


@router.put(ORGANISATIONS, response=OutcomeOut, summary="Save many organisations")
def save_organisations(request: HttpRequest, slug: str, body: Organisations) -> Any:
    """Adds or changes, recognised by kind and code; a row without a code is new."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    return actions.save_organisations(place, _values(by, place, body.rows), by=by, at=now)


@router.get(f"{ORGANISATIONS}/{{uuid}}", response=OrganisationOut, summary="Read an organisation")
def read_organisation(request: HttpRequest, slug: str, uuid: UUID) -> Any:
    by = actor(request)
    return places.organisation_for(by, ecosystem_for(by, slug), uuid)


@router.patch(
    f"{ORGANISATIONS}/{{uuid}}", response=OrganisationOut, summary="Change an organisation"
)
def edit_organisation(request: HttpRequest, slug: str, uuid: UUID, body: OrganisationIn) -> Any:
    """Changes the fields that are sent, where the organisation is kept."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = places.organisation_for(by, place, uuid)
    if row.kept_by_id != place.pk:
        raise NotFound
    said = _values(by, place, [body])[0]
    return actions.edit_organisation(row, said, by=by, at=now, revision=expected(request))


@router.post(f"{HERE}/people", response={201: Saved}, summary="Add a person")
def add_person(request: HttpRequest, slug: str, body: NewPerson) -> Any:
    """Looks for a twin first, unless one is `sure`."""
    by, now = actor(request), timezone.now()
    said = body.dict(exclude_unset=True, exclude={"sure"})
    place = ecosystem_for(by, slug)
    return Status(201, actions.add_person(place, said, by=by, at=now, sure=body.sure))


@router.put(f"{HERE}/people", response=OutcomeOut, summary="Save many people")
def save_people(request: HttpRequest, slug: str, body: People) -> Any:
    """Adds or changes, recognised by code; a row without a code is new."""
    by, now = actor(request), timezone.now()
    rows = [row.dict(exclude_unset=True) for row in body.rows]
    return actions.save_people(ecosystem_for(by, slug), rows, by=by, at=now)


@router.get(f"{HERE}/people/duplicates", response=list[list[Named]], summary="List likely twins")
def list_duplicates(request: HttpRequest, slug: str) -> Any:
    """Sets of persons who are likely the same; last those that the name alone makes likely."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, EDIT_PEOPLE, within=place.pk)
    return [one.people for one in duplicates(place)]


@router.patch(f"{HERE}/people/{{person}}", response=Saved, summary="Change a person")
def edit_person(request: HttpRequest, slug: str, person: UUID, body: PersonChange) -> Any:
    """Changes the fields that are sent."""
    by, now = actor(request), timezone.now()
    row = queries.person_for(by, ecosystem_for(by, slug), person)
    said, read = body.dict(exclude_unset=True), expected(request)
    return actions.edit_person(row, said, by=by, at=now, revision=read)


@router.patch("/me", response=Saved, summary="Change one's own details")
def edit_own_details(request: HttpRequest, body: OwnDetails) -> Any:
    by, said = actor(request), body.dict(exclude_unset=True)
    return actions.edit_own_details(said, by=by, at=timezone.now(), revision=expected(request))


@router.put(
    f"{HERE}/people/{{person}}/declarations", response=OutcomeOut, summary="Declare one's groups"
)
def declare_own_groups(request: HttpRequest, slug: str, person: UUID, body: OwnGroups) -> Any:
    """Lets exactly these groups be declared of oneself or one's ward."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = one(Person.objects.visible_to(by), person)
    known = pks(PopulationGroup.objects.filter(ecosystem=place), body.groups)
    chosen = [pk for pk in known.values() if pk]
    return actions.declare_own_groups(place, row, chosen, by=by, at=now)


@router.post(f"{HERE}/guardians/{{tie}}/end", response={204: None}, summary="End a guardian's tie")
def end_guardian(request: HttpRequest, slug: str, tie: UUID, body: Ending) -> Any:
    """From then on they see the learner no more."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    require(by, EDIT_PEOPLE, within=place.pk)
    row = one(Guardian.objects.filter(ecosystem=place), tie)
    actions.end_guardian(row, body.on, by=by, at=now)
    return Status(204, None)


@router.put(f"{HERE}/guardians", response=OutcomeOut, summary="Register guardians")
def register_guardians(request: HttpRequest, slug: str, body: Guardians) -> Any:
    """Says who answers for whom, recognised by the pair."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    people = people_of(by, place)
    ids = pks(people, (uuid for row in body.rows for uuid in (row.guardian, row.learner)))
    rows = []
    for row in body.rows:
        said = row.dict(exclude_unset=True)
        pair = {f"{name}_id": ids[said.pop(name)] for name in ("guardian", "learner")}
        rows.append({**said, **pair})
    return actions.register_guardians(place, rows, by=by, at=now)


@router.get(f"{HERE}/population-groups", response=list[PopulationGroupOut], summary="List groups")
def list_population_groups(request: HttpRequest, slug: str) -> Any:
    """Population groups that members may declare to belong to."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_ECOSYSTEM, within=place.pk)
    found = PopulationGroup.objects.filter(ecosystem=place)
    return list(found.order_by("dimension", "position", "pk"))


@router.put(f"{HERE}/population-groups", response=OutcomeOut, summary="Announce groups")
def announce_groups(request: HttpRequest, slug: str, body: PopulationGroupRows) -> Any:
    """Announces population groups, recognised by dimension and key."""
    by, now = actor(request), timezone.now()
    rows = [row.dict(exclude={"told"}) | row.dict(include={"told"}, exclude_none=True)
            for row in body.rows]  # fmt: skip
    return actions.announce_groups(ecosystem_for(by, slug), rows, by=by, at=now)


@router.put(f"{HERE}/declarations", response=OutcomeOut, summary="Declare groups")
def declare_groups(request: HttpRequest, slug: str, body: Declarations) -> Any:
    """Notes which announced groups persons declare to belong to."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    people = pks(people_of(by, place), (row.person for row in body.rows))
    announced = PopulationGroup.objects.filter(ecosystem=place)
    groups = pks(announced, (row.group for row in body.rows))
    rows = [{"person_id": people[row.person], "group_id": groups[row.group]} for row in body.rows]
    return actions.declare_groups(place, rows, by=by, at=now)


def _values(by: Actor, place: Ecosystem, given: list[Any]) -> list[dict[str, Any]]:
    """What was sent as rows of the actions: keys in place of public ids."""
    rows = [one.dict(exclude_unset=True) for one in given]
    wanted = [row[link] for row in rows for link in LINKS if link in row]
    ids = pks(places.organisations_of(by, place), wanted)
    for row in rows:
        row |= {f"{link}_id": ids[row.pop(link)] for link in LINKS if link in row}
    return rows
