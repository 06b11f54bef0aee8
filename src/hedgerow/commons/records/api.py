"""Operations on what learners have reached."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation import accesslog
from hedgerow.foundation.api.asking import pks
from hedgerow.foundation.api.shapes import OutcomeOut, Strict
from hedgerow.foundation.requests import actor

from . import actions, queries
from .levels import LEAST, MOST

router = Router(tags=["Records"])
HERE: Final = "/ecosystems/{slug}"


class ReachedOut(Schema):
    """One entry, the level in the scale's own words; `now` says what replaced the item."""

    item: str
    framework: str
    now: list[str]
    level: str
    note: str
    witness: str
    at: datetime


class ProgressOut(Schema):
    uuid: UUID
    name: str
    reached: list[ReachedOut]
    may_record: bool


class ProgressIn(Strict):
    """A level of an item that somebody reached; nothing is overwritten."""

    person: UUID
    item: UUID
    level: int = Field(ge=LEAST, le=MOST)
    note: str = Field("", max_length=4000)
    at: AwareDatetime | None = None


class ProgressRows(Strict):
    rows: list[ProgressIn] = Field(max_length=1000)


@router.get(
    f"{HERE}/people/{{person}}/progress", response=ProgressOut, summary="Read a learner's progress"
)
def read_progress(request: HttpRequest, slug: str, person: UUID) -> Any:
    """The newest first. That it was opened is noted."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.learner_row(by, place, person)
    now = timezone.now()
    accesslog.opened(row.pk, by=by, at=now, what="records.progress", ecosystem=place.pk)
    return queries.progress_page(by, place, row)


@router.post(f"{HERE}/progress", response=OutcomeOut, summary="Record progress")
def record_progress(request: HttpRequest, slug: str, body: ProgressRows) -> Any:
    """Records levels that learners reached, many at once."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    people = pks(people_of(by, place), (row.person for row in body.rows))
    own = Item.objects.filter(framework__ecosystem=place)
    items = pks(own, (row.item for row in body.rows))
    rows = [
        {
            **row.dict(exclude={"person", "item"}),
            "person_id": people[row.person],
            "item_id": items[row.item],
        }
        for row in body.rows
    ]
    return actions.record_progress_many(place, rows, by=by, at=timezone.now())
