"""Operations that tell what came with a blueprint, and that take an ecosystem's set-up elsewhere."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.shapes import Words
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor

from .coming import left_behind
from .exporting import as_toml, taken_along
from .showing import carriages

router = Router(tags=["Blueprints"])
TOML = {"responses": {200: {"content": {"application/toml": {"schema": {"type": "string"}}}}}}


class BehindOut(Schema):
    """So many things of one kind that did not come along, and why."""

    title: Words
    number: int
    reason: Words


class EntryOut(Schema):
    title: str
    lines: list[str]
    steps: list[str]
    criteria: list[str]
    source: str
    simulated: bool


class CarriageOut(Schema):
    """What comes with the blueprint of one kind, to read."""

    title: Words
    entries: list[EntryOut]


@router.get(
    "/ecosystems/{slug}/carried", response=list[CarriageOut], summary="Read what is carried"
)
def read_carried(request: HttpRequest, slug: str) -> Any:
    """Tiers, practices, badges and rules that came with the blueprint, for who may change it."""
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), EDIT_ECOSYSTEM, within=place.pk)
    return list(carriages(place))


@router.get(
    "/ecosystems/{slug}/carried/left-behind",
    response=list[BehindOut],
    summary="Read what did not come along",
)
def read_left_behind(request: HttpRequest, slug: str) -> Any:
    """What of its blueprint the ecosystem was planted without, for who may change it."""
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), EDIT_ECOSYSTEM, within=place.pk)
    return left_behind(place)


@router.get("/ecosystems/{slug}/blueprint", summary="Export the set-up", openapi_extra=TOML)
def export_blueprint(request: HttpRequest, slug: str) -> Any:
    """A TOML file that can be planted elsewhere: no person, organisation or observation in it.

    Its first lines say how many passages were held back, where any were.
    """
    taken = taken_along(actor(request), slug)
    file = as_toml(taken.blueprint, taken.held)
    return HttpResponse(file, content_type="application/toml; charset=utf-8")


class HeldOut(Schema):
    """A text that stays behind because it names somebody; `whole`: its row stays with it.

    Where it `reaches` somebody, the addresses and numbers in `names` stay, and the rest goes along.
    """

    where: str
    text: str
    names: list[str]
    whole: bool
    reaches: bool


@router.get(
    "/ecosystems/{slug}/blueprint/held-back",
    response=list[HeldOut],
    summary="Read what is held back",
)
def read_held_back(request: HttpRequest, slug: str) -> Any:
    """What the exported set-up leaves out, for who may export it."""
    return [asdict(one) for one in taken_along(actor(request), slug).held]
