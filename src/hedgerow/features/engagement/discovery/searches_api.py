"""Operations on one's own saved searches."""

from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import person_asking
from hedgerow.foundation.api.shapes import Strict

from . import actions, queries, wording
from .queries import saved
from .shapes import Criteria

router: Final = Router(tags=["Opportunities"])
ONE: Final = "/me/searches/{search}"
OftenIn = Literal["daily", "weekly", "never"]


class SavedSearchOut(Schema):
    """A search of one's own; ``new`` are finds that one was not told of yet."""

    uuid: UUID
    name: str
    ecosystem: str
    often: str
    url: str
    new: int


class SavedSearchIn(Strict):
    """``slug`` names the ecosystem; without it the search is in all that one sees."""

    slug: str = Field("", max_length=60)
    name: str = Field("", max_length=120)
    often: OftenIn = "weekly"
    search: Criteria


class SavedSearchChange(Strict):
    name: str | None = Field(None, max_length=120)
    often: OftenIn | None = None


@router.get("/me/searches", response=list[SavedSearchOut], summary="List one's saved searches")
def list_saved_searches(request: HttpRequest) -> Any:
    """The newest first."""
    return list(saved.saved_searches(person_asking(request)))


@router.post("/me/searches", response={201: SavedSearchOut}, summary="Save a search")
def save_search(request: HttpRequest, body: SavedSearchIn) -> Any:
    """What is newly offered and fits is told, as often as is said."""
    by = person_asking(request)
    place = ecosystem_for(by, body.slug) if body.slug else None
    asked = body.search.asked()
    name = body.name or wording.title(asked, queries.choices_for(by, place).kinds)
    row = actions.save_search(asked, name, body.often, place, by=by, at=timezone.now())
    return Status(201, saved.saved_search(by, row.uuid))


@router.patch(ONE, response=SavedSearchOut, summary="Change a saved search")
def change_saved_search(request: HttpRequest, search: UUID, body: SavedSearchChange) -> Any:
    """Its name, or how often it tells."""
    by, at = person_asking(request), timezone.now()
    actions.change_saved_search(search, name=body.name, often=body.often, by=by, at=at)
    return saved.saved_search(by, search)


@router.delete(ONE, response={204: None}, summary="Delete a saved search")
def delete_saved_search(request: HttpRequest, search: UUID) -> Any:
    actions.delete_saved_search(search, by=person_asking(request), at=timezone.now())
    return Status(204, None)
