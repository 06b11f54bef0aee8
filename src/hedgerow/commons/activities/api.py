"""Operations on activities and on planning their sessions."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Activities, Sessions
from .models import Activity
from .permissions import EDIT_ACTIVITIES, VIEW_ACTIVITIES
from .session_shapes import Series, SessionOut, SessionsAsked
from .session_shapes import Sessions as SessionsIn
from .shapes import (
    ActivitiesAsked,
    ActivityIn,
    ActivityLine,
    ActivityOut,
    KindOut,
    Kinds,
    NewActivity,
)

router = Router(tags=["Activities"])
HERE: Final = "/ecosystems/{slug}"
ACTIVITIES: Final = f"{HERE}/activities"
ONE: Final = f"{ACTIVITIES}/{{activity}}"


@router.get(f"{HERE}/activity-kinds", response=list[KindOut], summary="List kinds of activity")
def list_kinds(request: HttpRequest, slug: str) -> Any:
    """For those who may offer activities here."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require_held(by, EDIT_ACTIVITIES, within=place.pk, at_a_site=True)
    return list(queries.kinds_of(place).order_by("key"))


@router.post(
    f"{HERE}/activity-kinds/usual", response=OutcomeOut, summary="Add the usual kinds of activity"
)
def add_usual_activity_kinds(request: HttpRequest, slug: str) -> Any:
    """Adds the kinds that most ecosystems have; those there stay."""
    by = actor(request)
    return actions.add_usual_kinds(ecosystem_for(by, slug), by=by, at=timezone.now())


@router.put(f"{HERE}/activity-kinds", response=OutcomeOut, summary="Save kinds of activity")
def save_kinds(request: HttpRequest, slug: str, body: Kinds) -> Any:
    """Adds or changes kinds, recognised by key."""
    by, rows = actor(request), [row.dict(exclude_unset=True) for row in body.rows]
    return actions.save_kinds(ecosystem_for(by, slug), rows, by=by, at=timezone.now())


@router.get(ACTIVITIES, response=Page[ActivityLine], summary="List activities")
def list_activities(request: HttpRequest, slug: str, asked: Query[ActivitiesAsked]) -> Any:
    by = actor(request)
    rows = queries.activities(by, ecosystem_for(by, slug))
    return page_of(Activities(rows, asked.asked()), asked)


@router.post(ACTIVITIES, response={201: ActivityOut}, summary="Offer an activity")
def offer_activity(request: HttpRequest, slug: str, body: NewActivity) -> Any:
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = actions.offer_activity(place, _values(by, place, body), by=by, at=now)
    return Status(201, _shown(by, row))


@router.get(ONE, response=ActivityOut, summary="Read an activity")
def read_activity(request: HttpRequest, slug: str, activity: UUID) -> Any:
    by = actor(request)
    return _shown(by, queries.activity_row(by, slug, activity))


@router.patch(ONE, response=ActivityOut, summary="Change an activity")
def edit_activity(request: HttpRequest, slug: str, activity: UUID, body: ActivityIn) -> Any:
    """Changes the fields that are sent."""
    by, now = actor(request), timezone.now()
    row = queries.activity_row(by, slug, activity)
    said, read = _values(by, row.ecosystem, body), expected(request)
    actions.edit_activity(row, said, by=by, at=now, revision=read)
    return _shown(by, queries.activity_row(by, slug, activity))


@router.get(f"{ONE}/sessions", response=Page[SessionOut], summary="List sessions")
def list_sessions(
    request: HttpRequest, slug: str, activity: UUID, asked: Query[SessionsAsked]
) -> Any:
    """The latest first, unless another order is asked for."""
    by = actor(request)
    rows = queries.sessions(by, queries.activity_row(by, slug, activity))
    return page_of(Sessions(rows, asked.asked()), asked)


@router.post(f"{ONE}/sessions", response=OutcomeOut, summary="Plan sessions")
def plan_sessions(request: HttpRequest, slug: str, activity: UUID, body: SessionsIn) -> Any:
    """Plans each session, recognised by its beginning."""
    by = actor(request)
    row = queries.activity_row(by, slug, activity)
    rows = [{"activity_id": row.pk, **one.dict()} for one in body.rows]
    return actions.plan_sessions(row.ecosystem, rows, by=by, at=timezone.now())


@router.post(f"{ONE}/series", response=OutcomeOut, summary="Plan weekly sessions")
def plan_series(request: HttpRequest, slug: str, activity: UUID, body: Series) -> Any:
    """Plans a session on each weekday named; holidays are left out."""
    by, now, days = actor(request), timezone.now(), (body.first, body.last)
    row = queries.activity_row(by, slug, activity)
    return actions.plan_series(row, days, body.weekdays, body.begins, body.minutes, by=by, at=now)


def _values(by: Actor, place: Ecosystem, body: ActivityIn) -> dict[str, Any]:
    """What was sent as a row of the actions: keys in place of public ids."""
    said = body.dict(exclude_unset=True)
    sites = [*said.get("delivered_by", ()), said.get("site")]
    own = pks(organisations_of(by, place), sites) if any(sites) else {None: None}
    if "kind" in said:
        said["kind_id"] = one(queries.kinds_of(place), said.pop("kind")).pk
    if "site" in said:
        said["site_id"] = own[said.pop("site")]
    if "delivered_by" in said:
        said["delivered_by"] = [own[uuid] for uuid in said["delivered_by"]]
    if "leader" in said:
        leader = said.pop("leader")
        said["leader_id"] = pks(people_of(by, place), [leader])[leader]
    return said


def _shown(by: Actor, row: Activity) -> dict[str, Any]:
    inside = by.may(VIEW_ACTIVITIES, row.ecosystem_id)
    delivered = row.deliveries.select_related("organisation").order_by("organisation__name")
    names = {name: getattr(row, name) for name in ActivityOut.model_fields if hasattr(row, name)}
    return {
        **names,
        "leader": row.leader if inside else None,
        "delivered_by": [one.organisation for one in delivered],
        "needs_confirmation": row.kind.needs_confirmation,
    }
