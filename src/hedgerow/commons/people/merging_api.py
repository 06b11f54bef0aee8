"""Operations by which two records of one person become one, and two again."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import Strict, Words
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions
from .merging_page import merge_page
from .models import Merge
from .permissions import EDIT_PEOPLE

router = Router(tags=["People"])
PEOPLE: Final = "/ecosystems/{slug}/people"
MERGE: Final = f"{PEOPLE}/{{person}}/merge/{{other}}"


class BothSides(Schema):
    """A field in both records; `asks` where they differ."""

    name: str
    kept: str
    gone: str
    asks: bool


class MergeKind(Schema):
    """Rows that name the record that goes, how many clash, and how that is settled."""

    what: Words
    rows: int
    clashes: int
    told: Words


class MergePreview(Schema):
    kept: UUID
    gone: UUID
    sides: list[BothSides]
    kinds: list[MergeKind]
    refused: str


class MergeChoice(Strict):
    """Fields of which the value of the record that goes stays."""

    of_the_other: list[Annotated[str, Field(max_length=20)]] = Field(
        default_factory=list, max_length=20
    )


class MergeOut(Schema):
    uuid: UUID
    at: datetime
    undone_at: datetime | None


@router.get(MERGE, response=MergePreview, summary="Compare two records")
def compare_records(request: HttpRequest, slug: str, person: UUID, other: UUID) -> Any:
    """What would stay, move and be settled, were `other` merged into `person`."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, EDIT_PEOPLE, within=place.pk)
    return merge_page(by, place, person, other, timezone.now())


@router.post(MERGE, response=MergeOut, summary="Make two records one")
def merge_records(
    request: HttpRequest, slug: str, person: UUID, other: UUID, body: MergeChoice
) -> Any:
    """Lets all that names `other` name `person`."""
    by = actor(request)
    choice = dict.fromkeys(body.of_the_other, "gone")
    place = ecosystem_for(by, slug)
    return actions.merge_persons(place, person, other, choice, by=by, at=timezone.now())


@router.post(
    "/ecosystems/{slug}/merges/{merge}/undo", response=MergeOut, summary="Make two of one again"
)
def undo_merge(request: HttpRequest, slug: str, merge: UUID) -> Any:
    """While nothing has changed what the merge wrote."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, EDIT_PEOPLE, within=place.pk)
    row = one(Merge.objects.filter(ecosystem=place), merge)
    return actions.undo_merge(row.uuid, by=by, at=timezone.now())
