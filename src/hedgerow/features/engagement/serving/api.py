"""The operation that tells who served whom."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import Queried, Strict, Words
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import queries

router = Router(tags=["Who served whom"])


class ServingAsked(Queried, Strict):
    """What is counted, and by what; both days are in it."""

    by: Literal["partner", "site", "kind", "month"] = "partner"
    first: date | None = None
    last: date | None = None
    partner: UUID | None = None
    site: UUID | None = None
    kind: UUID | None = None


class ServedOut(Schema):
    """Distinct learners and sessions, and the hours that all were there together."""

    learners: int
    sessions: int
    hours: float


class ServedLine(ServedOut):
    name: Words


class ServingOut(Schema):
    """`total` counts everybody once; `several` learners were served by two organisations or more."""

    first: date
    last: date
    by: str
    lines: list[ServedLine]
    total: ServedOut
    several: int
    unconfirmed: int
    whole: bool


@router.get("/ecosystems/{slug}/serving", response=ServingOut, summary="Read who served whom")
def read_serving(request: HttpRequest, slug: str, asked: Query[ServingAsked]) -> Any:
    """For who may see the learners' records; of the own sites alone where one may see no more."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, VIEW_LEARNERS, within=place.pk, at_a_site=True)
    report = queries.report(by, place, queries.asked_of(place, **_keys(by, place, asked)))
    lines = [{"name": line.name, **_told(line.counted)} for line in report.lines]
    said = {name: getattr(report, name) for name in ("several", "unconfirmed", "whole")}
    days = {name: getattr(report.asked, name) for name in ("first", "last", "by")}
    return {**days, **said, "lines": lines, "total": _told(report.total)}


def _keys(by: Actor, place: Ecosystem, asked: ServingAsked) -> dict[str, Any]:
    said = asked.dict()
    for name in ("partner", "site"):
        if uuid := said[name]:
            said[name] = one(organisations_of(by, place), uuid).pk
    if asked.kind:
        said["kind"] = one(Kind.objects.filter(ecosystem=place), asked.kind).pk
    return said


def _told(counted: queries.Counted) -> dict[str, object]:
    return {
        "learners": counted.learners, "sessions": counted.sessions, "hours": counted.hours,
    }  # fmt: skip
