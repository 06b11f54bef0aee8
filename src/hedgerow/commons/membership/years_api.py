"""Operations on the school year: looked at, prepared, and taken back."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.shapes import Queried, Strict
from hedgerow.foundation.requests import actor

from .actions.years import is_built_upon, promote, undo_promotion
from .grades import LAST
from .year_queries import newest_promotion, require_promoting, year_preview

router = Router(tags=["Members"])
YEAR: Final = "/ecosystems/{slug}/school-year"


class YearAsked(Queried, Strict):
    """The first day of the next school year, and the grade whose learners leave."""

    begins: date
    last: int = Field(LAST, ge=1, le=20)


class Year(YearAsked):
    """The next school year, such as 2026-27; learners of the last grade leave."""

    school_year: str = Field(pattern=r"^\d{4}-\d{2}$")


class Promoted(Schema):
    school_year: str
    begins: date


class StepOut(Schema):
    """A grade or a group, what follows it (nothing if they leave), and how many are in it."""

    before: str
    after: str
    school: str
    learners: int
    leaves: bool
    stays: bool = Field(description="A grade that is not known stays as it is.")


class YearPreview(Schema):
    grades: list[StepOut]
    groups: list[StepOut]
    moving: int = Field(description="Learners who would go up.")
    leaving: int = Field(description="Learners who would leave.")
    prepared: str | None = Field(description="The newest school year that is prepared already.")
    may_undo: bool = Field(description="Whether that one can still be taken back.")


@router.get(YEAR, response=YearPreview, summary="Preview a school year")
def preview_school_year(request: HttpRequest, slug: str, asked: Query[YearAsked]) -> Any:
    """Who would go where, and who would leave; nothing is written."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require_promoting(by, place)
    found, done = year_preview(place, asked.begins, asked.last), newest_promotion(place)
    return {
        "grades": found.grades,
        "groups": found.groups,
        "moving": found.moving,
        "leaving": found.leaving,
        "prepared": done.school_year if done else None,
        "may_undo": done is not None and not is_built_upon(done),
    }


@router.post(YEAR, response={201: Promoted}, summary="Prepare a school year")
def promote_all(request: HttpRequest, slug: str, body: Year) -> Any:
    """Moves learners and groups to the next grade from its first day on."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    return Status(201, promote(place, **body.dict(), by=by, at=timezone.now()))


@router.delete(YEAR, response=Promoted, summary="Take a school year back")
def undo_school_year(request: HttpRequest, slug: str) -> Any:
    """Takes the newest one back while nothing was built on it."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    return undo_promotion(place, by=by, at=timezone.now())
