"""Operations on scales and on frameworks with their items."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import expected
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Frameworks
from .models import Framework, Scale
from .permissions import EDIT_FRAMEWORKS
from .shapes import (
    FrameworkIn,
    FrameworkLine,
    FrameworkOut,
    FrameworksAsked,
    ItemIn,
    ScaleIn,
    ScaleOut,
)

router = Router(tags=["Frameworks"])
HERE: Final = "/ecosystems/{slug}"
ONE: Final = f"{HERE}/frameworks/{{framework}}"


@router.get(f"{HERE}/scales", response=list[ScaleOut], summary="List scales")
def list_scales(request: HttpRequest, slug: str) -> Any:
    place = ecosystem_for(actor(request), slug)
    return [_scale(row) for row in Scale.objects.filter(ecosystem=place).order_by("key")]


@router.put(f"{HERE}/scales", response=ScaleOut, summary="Save a scale")
def save_scale(request: HttpRequest, slug: str, body: ScaleIn) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    steps = [(step.value, step.label) for step in body.steps]
    row = actions.save_scale(
        place, body.key, body.name, steps, by=by, at=timezone.now(), revision=expected(request),
        **body.dict(include={"told"}, exclude_none=True),
    )  # fmt: skip
    return _scale(row)


@router.get(f"{HERE}/frameworks", response=Page[FrameworkLine], summary="List frameworks")
def list_frameworks(request: HttpRequest, slug: str, asked: Query[FrameworksAsked]) -> Any:
    rows = queries.frameworks_of(actor(request), ecosystem_for(actor(request), slug))
    return page_of(Frameworks(rows, asked.asked()), asked)


@router.post(f"{HERE}/frameworks", response={201: FrameworkOut}, summary="Write a framework")
def add_framework(request: HttpRequest, slug: str, body: FrameworkIn) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    key = queries.free_key(place, body.title, timezone.now())
    return Status(201, shown(by, _save(by, place, key, "1", body, None)))


@router.get(ONE, response=FrameworkOut, summary="Read a framework")
def read_framework(request: HttpRequest, slug: str, framework: UUID) -> Any:
    """With its items, in order."""
    by = actor(request)
    return shown(by, queries.framework_for(by, ecosystem_for(by, slug), framework))


@router.put(ONE, response=FrameworkOut, summary="Change a framework")
def save_framework(request: HttpRequest, slug: str, framework: UUID, body: FrameworkIn) -> Any:
    """Replaces it and its items as a whole."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.framework_for(by, place, framework)
    _save(by, place, row.key, row.version, body, expected(request))
    return shown(by, queries.framework_for(by, place, framework))


def _save(
    by: Actor, place: Ecosystem, key: str, version: str, body: FrameworkIn, revision: int | None
) -> Framework:
    require(by, EDIT_FRAMEWORKS, within=place.pk)
    scales = {row.uuid: row for row in Scale.objects.filter(ecosystem=place)}
    return actions.save_framework(
        place,
        key,
        body.title,
        [_item(item, scales) for item in body.items],
        by=by,
        at=timezone.now(),
        version=version,
        revision=revision,
        source=body.source,
        scale=_scale_of(body.scale, scales),
        **body.dict(include={"told"}, exclude_none=True),
    )


def _item(said: ItemIn, scales: Mapping[UUID, Scale]) -> dict[str, Any]:
    """A row of the action; a scale and what is told stay where they were left out."""
    row = said.dict(exclude={"scale", "told"}) | said.dict(include={"told"}, exclude_none=True)
    if "scale" in said.model_fields_set:
        row["scale"] = _scale_of(said.scale, scales)
    return row


def _scale_of(uuid: UUID | None, scales: Mapping[UUID, Scale]) -> Scale | None:
    if uuid is not None and uuid not in scales:
        raise NotFound
    return scales[uuid] if uuid else None


def shown(by: Actor, row: Framework) -> dict[str, Any]:
    """A framework as the API sends it."""
    items = list(row.items.select_related("scale").order_by("position", "pk"))
    codes = {item.pk: item.code for item in items}
    plain = (
        "uuid",
        "title",
        "version",
        "status",
        "adopted_on",
        "ended_on",
        "source",
        "scale",
        "told",
        "revision",
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "versions": queries.versions_of(by, row),
        "items": [
            {
                "uuid": item.uuid, "code": item.code, "title": item.title,
                "description": item.description, "told": item.told,
                "scale": item.scale.uuid if item.scale else None,
                "parent": codes[item.parent_id] if item.parent_id else "",
            }
            for item in items
        ],
    }  # fmt: skip


def _scale(row: Scale) -> dict[str, Any]:
    steps = [{"value": step[0], "label": step[1]} for step in row.steps]
    plain = ("uuid", "key", "name", "simulated", "told", "revision")
    return {**{name: getattr(row, name) for name in plain}, "steps": steps}
