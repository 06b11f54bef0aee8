"""Operations by which an ecosystem is closed, and opened again."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.requests import actor

from . import actions
from .proving_api import Proof, proven

router = Router(tags=["Ecosystems"])
NO_PROOF: Final = Proof(proof="")


class Closing(Proof):
    """The ecosystem's `name`, as the page asks to type it."""

    name: str = Field(max_length=200)


class StateOut(Schema):
    """Whether it is open; `kept_until` is the last day on which a convener can open it again."""

    state: str
    closed_on: date | None
    kept_until: date | None


@router.post("/ecosystems/{slug}/close", response=StateOut, summary="Close an ecosystem")
def close_ecosystem(request: HttpRequest, slug: str, body: Closing) -> Any:
    """Nothing in it can be written any more; invitations and cards end for good."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    actions.mean_to_close(place, body.name, by=by)
    proven(request, body, "close", slug)
    return actions.close_ecosystem(place, body.name, by=by, at=timezone.now())


@router.post("/ecosystems/{slug}/reopen", response=StateOut, summary="Open an ecosystem again")
def reopen_ecosystem(request: HttpRequest, slug: str, body: Body[Proof] = NO_PROOF) -> Any:
    """Until the day that was told when it was closed."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    actions.mean_to_reopen(place, by=by, at=now)
    proven(request, body, "close", slug)
    return actions.reopen_ecosystem(place, by=by, at=now)
