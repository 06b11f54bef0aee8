"""Operations on placements."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.foundation import accesslog
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions, asking, queries
from .hosts_api import router as hosts
from .hours_api import router as hours
from .listing import Placements
from .models import PlacementKind
from .permissions import EDIT_KINDS
from .shapes import (
    ArrangeIn,
    PlacementEnd,
    PlacementIn,
    PlacementKindIn,
    PlacementKindOut,
    PlacementLine,
    PlacementOut,
    PlacementsAsked,
    PlacementStepIn,
    WhyIn,
)
from .showing import shown, shown_if_seen

router = Router(tags=["Placements"])
router.add_router("", hosts)
router.add_router("", hours)
HERE: Final = "/ecosystems/{slug}/placements"
ONE: Final = f"{HERE}/{{placement}}"
STEP: Final = f"{ONE}/steps/{{step}}"
KINDS: Final = "/ecosystems/{slug}/placement-kinds"


@router.get(HERE, response=Page[PlacementLine], summary="List placements")
def list_placements(request: HttpRequest, slug: str, asked: Query[PlacementsAsked]) -> Any:
    """Those that whoever asks has a part in, or may see by role."""
    by, place = _asking(request, slug)
    return page_of(Placements(queries.board(by, place, today(place)), asked.asked()), asked, _line)


@router.post(HERE, response={201: PlacementOut}, summary="Request a placement")
def request_placement(request: HttpRequest, slug: str, body: PlacementIn) -> Any:
    by, place = _asking(request, slug)
    said = body.dict(exclude={"learner", "kind", "host", "offer"})
    learner = one(asking.named_learners(by, place), body.learner)
    kind = one(PlacementKind.objects.filter(ecosystem=place).select_related("ecosystem"), body.kind)
    host = one(organisations_of(by, place), body.host) if body.host else None
    offer = asking.opportunity_named(by, place, str(body.offer)) if body.offer else None
    row = actions.request_placement(
        kind, learner, by=by, at=timezone.now(), host=host, offer=offer, **said
    )
    return Status(201, shown(by, place, row.uuid))


@router.get(ONE, response=PlacementOut, summary="Read a placement")
def read_placement(request: HttpRequest, slug: str, placement: UUID) -> Any:
    """That it was opened is noted, and of a host's no that it was read."""
    by, place = _asking(request, slug)
    row = queries.placement_for(by, place, placement)
    at, what = timezone.now(), "placements.placement"
    accesslog.opened(row.learner_id, by=by, at=at, what=what, ecosystem=place.pk)
    actions.read_answer(row, by=by, at=at)
    return shown(by, place, placement)


@router.put(f"{ONE}/arrangement", response=PlacementOut, summary="Set host and days")
def arrange_placement(request: HttpRequest, slug: str, placement: UUID, body: ArrangeIn) -> Any:
    """What is required before it begins becomes due."""
    by, place = _asking(request, slug)
    row = queries.placement_for(by, place, placement)
    host = one(organisations_of(by, place), body.host)
    supervisor = one(people_of(by, place), body.supervisor) if body.supervisor else None
    actions.arrange_placement(
        row, by=by, at=timezone.now(), revision=expected(request), host=host,
        supervisor=supervisor, starts=body.starts, ends=body.ends,
    )  # fmt: skip
    return shown(by, place, placement)


@router.post(f"{ONE}/start", response=PlacementOut, summary="Let a placement begin")
def start_placement(request: HttpRequest, slug: str, placement: UUID) -> Any:
    """Refused while something is missing, or is not valid until the last day."""
    by, place = _asking(request, slug)
    row = queries.placement_for(by, place, placement)
    actions.start_placement(row, by=by, at=timezone.now())
    return shown(by, place, placement)


@router.post(
    f"{ONE}/close",
    response={200: PlacementOut, 204: None},
    summary="Decline or withdraw a placement",
)
def close_placement(request: HttpRequest, slug: str, placement: UUID, body: WhyIn) -> Any:
    """A host alone declines for itself: the request stands, and the host does not see it any more."""
    by, place = _asking(request, slug)
    row = queries.placement_for(by, place, placement)
    actions.close_placement(row, by=by, at=timezone.now(), reason=body.reason)
    found = shown_if_seen(by, place, placement)
    return found if found else Status(204, None)


@router.post(f"{ONE}/end", response=PlacementOut, summary="End a placement")
def end_placement(request: HttpRequest, slug: str, placement: UUID, body: PlacementEnd) -> Any:
    by, place = _asking(request, slug)
    row, at = queries.placement_for(by, place, placement), timezone.now()
    actions.end_placement(row, body.ended_on, by=by, at=at, reason=body.reason)
    return shown(by, place, placement)


@router.post(f"{STEP}/done", response=PlacementOut, summary="See to a step")
def complete_step(
    request: HttpRequest, slug: str, placement: UUID, step: UUID, body: PlacementStepIn
) -> Any:
    """A check that runs out is renewed in the same way; to a consent it is the yes, also after a no."""
    by, place = _asking(request, slug)
    row = queries.step_for(by, queries.placement_for(by, place, placement), step)
    read = expected(request)
    actions.complete_step(row, by=by, at=timezone.now(), revision=read, **body.dict())
    return shown(by, place, placement)


@router.post(f"{STEP}/waive", response=PlacementOut, summary="Waive a step")
def waive_step(request: HttpRequest, slug: str, placement: UUID, step: UUID, body: WhyIn) -> Any:
    by, place = _asking(request, slug)
    row = queries.step_for(by, queries.placement_for(by, place, placement), step)
    actions.waive_step(row, by=by, at=timezone.now(), reason=body.reason)
    return shown(by, place, placement)


@router.post(f"{STEP}/reopen", response=PlacementOut, summary="Ask for a step again")
def reopen_step(request: HttpRequest, slug: str, placement: UUID, step: UUID, body: WhyIn) -> Any:
    by, place = _asking(request, slug)
    row = queries.step_for(by, queries.placement_for(by, place, placement), step)
    actions.reopen_step(row, by=by, at=timezone.now(), reason=body.reason)
    return shown(by, place, placement)


@router.get(KINDS, response=list[PlacementKindOut], summary="List kinds of placement")
def list_placement_kinds(request: HttpRequest, slug: str) -> Any:
    _by, place = _asking(request, slug)
    rows = PlacementKind.objects.filter(ecosystem=place).select_related("opportunity_kind")
    return [_kind(row) for row in rows.order_by("key")]


@router.post(f"{KINDS}/usual", response=OutcomeOut, summary="Add the usual kinds of placement")
def add_usual_placement_kinds(request: HttpRequest, slug: str) -> Any:
    """Adds the kinds that most ecosystems have, with what each requires; those there stay."""
    by, place = _asking(request, slug)
    return actions.add_usual_placement_kinds(place, by=by, at=timezone.now())


@router.put(f"{KINDS}/{{key}}", response=PlacementKindOut, summary="Save a kind of placement")
def save_placement_kind(request: HttpRequest, slug: str, key: str, body: PlacementKindIn) -> Any:
    """Adds the kind, or changes the one of that key."""
    by, place = _asking(request, slug)
    require(by, EDIT_KINDS, within=place.pk)
    said = _without_untold(body.dict())
    said["activity_kind"] = one(Kind.objects.filter(ecosystem=place), body.activity_kind)
    if body.opportunity_kind:
        kinds = OpportunityKind.objects.filter(ecosystem=place)
        said["opportunity_kind"] = one(kinds, body.opportunity_kind)
    said["requirements"] = [
        {**_without_untold(row), "who": str(row["who"].value)} for row in said["requirements"]
    ]
    said["asked"] = [[one["key"], one["title"]] for one in said["asked"]]
    said["scale"] = [[one["level"], one["words"]] for one in said["scale"]]
    revision = expected(request)
    row = actions.save_placement_kind(
        place, key[:60], by=by, at=timezone.now(), revision=revision, **said
    )
    return _kind(row)


def _without_untold(said: dict[str, Any]) -> dict[str, Any]:
    """Without ``told`` where nothing of it was sent: what is told in further languages stays."""
    return {name: value for name, value in said.items() if name != "told" or value is not None}


def _asking(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, asking.TAKE_PART, within=place.pk)
    return by, place


def _line(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("uuid", "starts", "ends", "state", "next_due")}
    return {
        **plain,
        "learner": row.learner.name,
        "kind": row.kind.shown,
        "host": row.host.name if row.host else "",
        "site": row.site.name if row.site else "",
    }


def _kind(row: PlacementKind) -> dict[str, Any]:
    names = ("uuid", "key", "goal_minutes", "in_use", "told", "revision")
    plain = {name: getattr(row, name) for name in names}
    asked = [{"key": key, "title": title} for key, title in row.named_asked()]
    scale = [{"level": level, "words": words} for level, words in row.named_levels()]
    learner = row.asked_of("learner"), row.levels_of("learner")
    return {
        **plain,
        "title": row.named,
        "opportunity_kind": row.opportunity_kind.uuid if row.opportunity_kind else None,
        "asked": asked,
        "scale": scale,
        "learner_asked": [{"key": key, "title": title} for key, title in learner[0]],
        "learner_scale": [{"level": level, "words": words} for level, words in learner[1]],
        "requirements": list(row.requirements.order_by("position", "pk")),
    }
