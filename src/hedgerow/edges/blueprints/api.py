"""Operations by which an ecosystem is started from a blueprint."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.membership.zones import zone_of_person
from hedgerow.foundation.api.asking import person_asking
from hedgerow.foundation.api.shapes import Strict, Words
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import bringing
from .actions import start_planting
from .cards import card, cards, wholes_of
from .forms import StartForm

router = Router(tags=["Blueprints"])


class BlueprintOut(Schema):
    """A blueprint, with how much it holds."""

    key: str
    name: Words
    summary: Words
    items: int
    seats: int
    kinds: int
    figures: int
    languages: list[str]


class StartIn(Strict):
    """Name, address and languages of a new ecosystem; only its members see it unless `public`.

    Without a `time_zone` it has that of whoever starts it, not the blueprint's: theirs, else that of
    their first ecosystem, else UTC. `part_of` is the short name of a network that you convene. With
    `facts` the original's parts, figures, holidays and texts come along too.
    """

    name: str = Field(max_length=200)
    slug: str = Field(max_length=60)
    languages: list[Annotated[str, Field(max_length=35)]] = Field(max_length=20)
    public: bool = False
    time_zone: str = Field("", max_length=60)
    part_of: str = Field("", max_length=60)
    facts: bool = False


class Started(Schema):
    """`job` plants the rest; the ecosystem is hidden until it is done."""

    job: UUID
    slug: str


@router.get("/blueprints", response=list[BlueprintOut], summary="List blueprints")
def list_blueprints(request: HttpRequest) -> Any:
    return cards()


class BringIn(Strict):
    """`text` is a blueprint file, in TOML."""

    text: str = Field(max_length=1_000_000)


class BroughtOut(Schema):
    """By which `key` an ecosystem can be started from it, for a month."""

    key: str


@router.post("/blueprints", response={201: BroughtOut}, summary="Bring a blueprint")
def bring_blueprint(request: HttpRequest, body: BringIn) -> Any:
    """Checks the file and keeps it for whoever brings it."""
    row = bringing.bring_blueprint(body.text, by=person_asking(request), at=timezone.now())
    return Status(201, {"key": bringing.key_of(row)})


@router.post("/blueprints/{key}/start", response={202: Started}, summary="Start an ecosystem")
def start(request: HttpRequest, key: str, body: StartIn) -> Any:
    """Founds it and has a job plant it; whoever starts it becomes its convener.

    Under another address or name than the blueprint's own, its published facts stay behind unless
    `facts` asks for them; what stayed is told under `carried/left-behind` once it is complete.
    """
    by = person_asking(request)
    card(key, by)
    zone = body.time_zone or zone_of_person(actor(request))
    said = {**body.dict(), "public": "yes" if body.public else "", "time_zone": zone}
    said["facts"] = "on" if body.facts else ""
    form = StartForm(said, wholes=wholes_of(by))
    if not form.is_valid():
        raise Invalid({name: [str(one) for one in found] for name, found in form.errors.items()})
    job = start_planting(key, by=by, at=timezone.now(), **form.given())
    return Status(202, {"job": job, "slug": form.cleaned_data["slug"]})
