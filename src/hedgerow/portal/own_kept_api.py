"""Operations by which one reads what is kept about a person, and until when."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.api.asking import one, person_asking
from hedgerow.foundation.api.shapes import Words
from hedgerow.foundation.requests import actor

from .own_kept import OwnKept, own_kept

router = Router(tags=["People and organisations"])
PERSON: Final = "/ecosystems/{slug}/people/{person}"


class OwnKeptOut(Schema):
    """Rows of one kind that say something of the person."""

    kind: str = Field(validation_alias="label")
    name: Words
    why: Words
    rows: int
    days: int | None = Field(
        description="For how many days after they ended; null: as long as the person takes part."
    )
    left: Words = Field(description="What stays after erasing and why; empty where nothing does.")


@router.get("/me/kept", response=list[OwnKeptOut], summary="List what is kept about oneself")
def read_own_kept(request: HttpRequest) -> Any:
    """How many rows of each kind, what for, and for how long; kinds with nothing to show come last."""
    by = person_asking(request)
    return _listed(own_kept(Person.objects.get(pk=by.person_id or 0), by=by))


@router.get(f"{PERSON}/kept", response=list[OwnKeptOut], summary="List what is kept about a person")
def read_kept(request: HttpRequest, slug: str, person: UUID) -> Any:
    """For the person, a guardian, or who may erase the person."""
    by = actor(request)
    seen = Person.objects.visible_to(by).filter(kept_by=ecosystem_for(by, slug))
    return _listed(own_kept(one(seen, person), by=by))


def _listed(page: OwnKept) -> list[Any]:
    return [*page.kinds, *page.others]
