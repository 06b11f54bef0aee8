"""Operations on versions of frameworks, and on ties between items."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import one, pks
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions, queries, tied
from .api import ONE, shown
from .models import Association, Framework, Item
from .permissions import EDIT_FRAMEWORKS
from .shapes import FrameworkOut, OnDay, VersionIn
from .tie_shapes import FrameworkTie, OneItemOut, TieRows

router = Router(tags=["Frameworks"])
TIES: Final = f"{ONE}/associations"


@router.post(f"{ONE}/versions", response={201: FrameworkOut}, summary="Begin a version")
def begin_version(request: HttpRequest, slug: str, framework: UUID, body: VersionIn) -> Any:
    """A draft that says what this version says; each item is replaced by its copy."""
    by, row = actor(request), _row(request, slug, framework)
    draft = actions.begin_version(row, body.version, by=by, at=timezone.now())
    return Status(201, shown(by, draft))


@router.post(f"{ONE}/adopt", response=FrameworkOut, summary="Adopt a version")
def adopt_version(request: HttpRequest, slug: str, framework: UUID, body: OnDay) -> Any:
    """Takes a draft into use; the version used until then ends on that day."""
    by, row = actor(request), _row(request, slug, framework)
    return shown(by, actions.adopt_version(row, body.on, by=by, at=timezone.now()))


@router.post(f"{ONE}/end", response=FrameworkOut, summary="End the use of a version")
def end_version(request: HttpRequest, slug: str, framework: UUID, body: OnDay) -> Any:
    """What was recorded with it stays."""
    by, row = actor(request), _row(request, slug, framework)
    return shown(by, actions.end_version(row, body.on, by=by, at=timezone.now()))


@router.get(f"{ONE}/items/{{item}}", response=OneItemOut, summary="Read an item")
def read_item(request: HttpRequest, slug: str, framework: UUID, item: UUID) -> Any:
    """With its ties, and with what stands for it now."""
    by, row = actor(request), _row(request, slug, framework)
    return tied.item_page(by, tied.item_for(row, item))


@router.get(TIES, response=list[FrameworkTie], summary="List ties")
def list_ties(request: HttpRequest, slug: str, framework: UUID) -> Any:
    """Those that stand with the framework, besides its tree."""
    row = _row(request, slug, framework)
    return [_tie(one) for one in tied.ties_of(actor(request), row)]


@router.post(TIES, response=OutcomeOut, summary="Tie items")
def tie_items(request: HttpRequest, slug: str, framework: UUID, body: TieRows) -> Any:
    by, row = actor(request), _row(request, slug, framework)
    require(by, EDIT_FRAMEWORKS, within=row.ecosystem_id)
    seen = Framework.objects.visible_to(by).filter(ecosystem=row.ecosystem_id)
    items = pks(
        Item.objects.filter(framework__in=seen),
        (end for said in body.rows for end in (said.origin, said.destination)),
    )
    rows = [
        {
            **said.dict(exclude={"origin", "destination"}),
            "origin_id": items[said.origin],
            "destination_id": items[said.destination],
        }
        for said in body.rows
    ]
    return actions.tie_items(row, rows, by=by, at=timezone.now())


@router.delete(f"{TIES}/{{tie}}", response={204: None}, summary="Take a tie away")
def untie(request: HttpRequest, slug: str, framework: UUID, tie: UUID) -> Any:
    by, row = actor(request), _row(request, slug, framework)
    rows = tied.ties_of(by, row).select_related("framework__ecosystem")
    actions.untie(one(rows, tie), by=by, at=timezone.now())
    return Status(204, None)


def _row(request: HttpRequest, slug: str, framework: UUID) -> Framework:
    by = actor(request)
    return queries.framework_for(by, ecosystem_for(by, slug), framework)


def _tie(row: Association) -> dict[str, Any]:
    plain = ("uuid", "kind", "sequence", "notes")
    return {
        **{name: getattr(row, name) for name in plain},
        "origin": _end(row.origin, row.origin_title, row.origin_uri),
        "destination": _end(row.destination, row.destination_title, row.destination_uri),
    }


def _end(item: Item | None, title: str, uri: str) -> dict[str, Any]:
    if item is None:
        return {"item": None, "framework": None, "code": "", "title": title, "uri": uri}
    framework = item.framework.uuid
    return {
        "item": item.uuid, "framework": framework, "code": item.code, "title": item.said("title"),
        "uri": item.uri,
    }  # fmt: skip
