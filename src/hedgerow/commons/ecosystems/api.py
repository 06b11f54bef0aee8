"""Operations on ecosystems, their calendar and their figures."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Status

from hedgerow.foundation.api.asking import expected
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor

from . import actions, undoing
from .actions.rows import MODELS
from .listing import Ecosystems
from .models import Ecosystem
from .permissions import EDIT_ECOSYSTEM
from .queries import ecosystem_for
from .shapes import (
    EcosystemIn,
    EcosystemLine,
    EcosystemOut,
    EcosystemsAsked,
    FigureIn,
    FigureOut,
    PopulationIn,
    PopulationOut,
    Removed,
    StretchIn,
    StretchOut,
    TermOut,
    Undo,
)

router = Router(tags=["Ecosystems"])
ONE: Final = "/ecosystems/{slug}"


@router.get("/ecosystems", response=Page[EcosystemLine], summary="List ecosystems")
def list_ecosystems(request: HttpRequest, asked: Query[EcosystemsAsked]) -> Any:
    """Those that are public, and one's own."""
    rows = Ecosystem.objects.visible_to(actor(request))
    return page_of(Ecosystems(rows, asked.asked()), asked)


@router.get(ONE, response=EcosystemOut, summary="Read an ecosystem")
def read_ecosystem(request: HttpRequest, slug: str) -> Any:
    """Whether groups are collected is told to who may change it."""
    return _shown(request, ecosystem_for(actor(request), slug))


@router.patch(ONE, response=EcosystemOut, summary="Change an ecosystem")
def edit_ecosystem(request: HttpRequest, slug: str, body: EcosystemIn) -> Any:
    """Changes the fields that are sent, its own words among them."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    said = body.dict(exclude_unset=True)
    read = expected(request)
    row = actions.edit_ecosystem(place, by=by, at=timezone.now(), revision=read, **said)
    return _shown(request, row)


def _keep(path: str, kind: str, takes: Any, gives: Any, does: tuple[str, str, str, str]) -> None:
    """The operations on one kind of row that an ecosystem keeps, and what the four do."""
    lists, adds, changes, removes = does
    rows, row = f"{ONE}/{path}", f"{ONE}/{path}/{{uuid}}"

    @router.get(rows, response=list[gives], summary=lists, operation_id=f"list_{path}")
    def listed(request: HttpRequest, slug: str) -> Any:
        place = _place(request, slug, kind)
        found = MODELS[kind][0]._default_manager.filter(ecosystem=place)
        return list(found.order_by("pk"))

    @router.post(rows, response={201: gives}, summary=adds, operation_id=f"add_{path}")
    def add(request: HttpRequest, slug: str, body: takes) -> Any:
        place, said = _place(request, slug, kind), _said(body)
        ADDED[kind](place, said, by=actor(request), at=timezone.now())
        found = MODELS[kind][0]._default_manager.filter(ecosystem=place)
        said.pop("told", None)  # it is not kept as it was sent
        return Status(201, found.filter(**said).latest("pk"))

    @router.put(row, response=gives, summary=changes, operation_id=f"edit_{path}")
    def edit(request: HttpRequest, slug: str, uuid: UUID, body: takes) -> Any:
        place, by = _place(request, slug, kind), actor(request)
        return actions.edit_row(place, kind, uuid, by=by, at=timezone.now(), **_said(body))

    @router.delete(row, response=Removed, summary=removes, operation_id=f"remove_{path}")
    def remove(request: HttpRequest, slug: str, uuid: UUID) -> Any:
        place, by = _place(request, slug, kind), actor(request)
        values = actions.remove_row(place, kind, uuid, by=by, at=timezone.now())
        return {"undo": undoing.token_of(place, kind, uuid, values)}


def _said(body: Any) -> dict[str, Any]:
    """What was sent; a title, and what is told, stay where they were left out."""
    stays = {name for name in ("told", "title") if getattr(body, name, None) is None}
    return {name: said for name, said in body.dict().items() if name not in stays}


def _add_term(place: Ecosystem, said: dict[str, Any], **how: Any) -> object:
    return actions.add_term(place, **said, **how)


def _add_holiday(place: Ecosystem, said: dict[str, Any], **how: Any) -> object:
    return actions.add_holiday(place, **said, **how)


def _add_figure(place: Ecosystem, said: dict[str, Any], **how: Any) -> object:
    position = min(place.figures.count(), 32_000)
    return actions.state_figures(place, [{**said, "position": position}], **how)


def _add_population(place: Ecosystem, said: dict[str, Any], **how: Any) -> object:
    return actions.state_populations(place, [said], **how)


ADDED: Final[dict[str, Callable[..., object]]] = {
    "term": _add_term,
    "holiday": _add_holiday,
    "figure": _add_figure,
    "population": _add_population,
}
_keep(
    "terms", "term", StretchIn, TermOut,
    (_("List terms"), _("Add a term"), _("Change a term"), _("Remove a term")),
)  # fmt: skip
_keep(
    "holidays", "holiday", StretchIn, StretchOut,
    (_("List holidays"), _("Add a holiday"), _("Change a holiday"), _("Remove a holiday")),
)  # fmt: skip
_keep(
    "figures", "figure", FigureIn, FigureOut,
    (_("List published figures"), _("Add a published figure"), _("Change a published figure"),
     _("Remove a published figure")),
)  # fmt: skip
_keep(
    "populations", "population", PopulationIn, PopulationOut,
    (_("List population figures"), _("Add a population figure"), _("Change a population figure"),
     _("Remove a population figure")),
)  # fmt: skip


@router.post(f"{ONE}/restored", response={204: None}, summary="Put a removed row back")
def restore_row(request: HttpRequest, slug: str, body: Undo) -> Any:
    """By the `undo` that its removal answered."""
    place, by = ecosystem_for(actor(request), slug), actor(request)
    kind, uuid, values = undoing.row_of(place, body.undo)
    actions.restore_row(place, kind, uuid, values, by=by, at=timezone.now())
    return Status(204, None)


def _shown(request: HttpRequest, row: Ecosystem) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in EcosystemOut.model_fields}
    may_edit = actor(request).may(EDIT_ECOSYSTEM, row.pk)
    return {**plain, "collects_groups": row.collects_groups if may_edit else None}


def _place(request: HttpRequest, slug: str, kind: str) -> Ecosystem:
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), MODELS[kind][1], within=place.pk)  # the actions ask anew
    return place
