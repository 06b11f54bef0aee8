"""Operations on absences that families report."""

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import Strict, Words
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .actions.absences import may_report
from .models import Absence

router = Router(tags=["Activities"])
ALL: Final = "/ecosystems/{slug}/people/{person}/absences"


class AbsenceIn(Strict):
    """From a day to a day, both in it."""

    starts: date
    ends: date
    reason: Literal["ill", "appointment", "family", "faith", "other"]
    note: str = Field(default="", max_length=300)


class AbsenceOut(Schema):
    uuid: UUID
    starts: date
    ends: date
    reason: Words
    note: str
    at: datetime


@router.get(ALL, response=list[AbsenceOut], summary="List absences reported for a learner")
def list_absences(request: HttpRequest, slug: str, person: UUID) -> Any:
    """Those of today and later, for whoever may report one."""
    _by, place, row = _learner(request, slug, person)
    return queries.absences_of(place, row.pk, today(place))


@router.post(ALL, response={201: AbsenceOut}, summary="Report an absence")
def report_absence(request: HttpRequest, slug: str, person: UUID, body: AbsenceIn) -> Any:
    """Registers of these days show the learner as excused."""
    by, place, row = _learner(request, slug, person)
    made = actions.report_absence(
        place, row, body.starts, body.ends, body.reason, body.note, by=by, at=timezone.now()
    )
    found = queries.absences_of(place, row.pk, made.ends)
    return Status(201, next(one for one in found if one.uuid == made.uuid))


@router.delete(f"{ALL}/{{absence}}", response={204: None}, summary="Take back an absence")
def withdraw_absence(request: HttpRequest, slug: str, person: UUID, absence: UUID) -> Any:
    """The learner comes after all."""
    by, place, row = _learner(request, slug, person)
    rows = Absence.objects.filter(ecosystem=place, person=row)
    reported = one(rows.select_related("ecosystem", "person"), absence)
    actions.withdraw_absence(reported, by=by, at=timezone.now())
    return Status(204, None)


def _learner(request: HttpRequest, slug: str, person: UUID) -> tuple[Actor, Ecosystem, Person]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = one(people_of(by, place), person)
    if not may_report(place, row, by, timezone.now()):
        raise NotFound
    return by, place, row
