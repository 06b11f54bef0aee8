"""What waits for oneself; and operations that hand out or take away what is kept of a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.proving_api import Proof, proven
from hedgerow.commons.people.models import Person
from hedgerow.foundation.api.asking import one, person_asking
from hedgerow.foundation.api.shapes import Words
from hedgerow.foundation.requests import actor

from .erasing import Erasure, erase_person, mean_to_erase, preview_erasure
from .exporting import handed
from .leaving import erase_oneself, mean_oneself, preview_of_oneself
from .left_behind import left_alone
from .queries.week import waiting_for
from .wording import beyond_erasing

router = Router(tags=["People and organisations"])
PERSON: Final = "/ecosystems/{slug}/people/{person}"
ZIP: Final = {
    "responses": {
        200: {
            "description": "A ZIP archive.",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class Erasing(Proof):
    """What the page asks before it erases: that it is meant, as nothing brings it back."""

    for_good: Literal[True] = Field(description="That it is meant. It cannot be undone.")


class ErasingOneself(Erasing):
    """The name that is kept, written out by who means it."""

    name: str = Field(max_length=200)


class ErasedPart(Schema):
    """Rows of one kind that say something of the person."""

    name: Words
    rows: int
    why: Words
    left: Words = Field(description="What stays of them and why; empty where nothing does.")


class ErasureOut(Schema):
    """What erasing goes through or went through, and what it does not reach."""

    person: UUID
    erased: bool
    parts: list[ErasedPart]
    facts: int = Field(description="Facts of the journal whose content goes.")
    copies: int = Field(description="Copies of the database that go with it.")
    beyond: list[str] = Field(description="Who is left alone, and what stays, in sentences.")


class WaitingOut(Schema):
    """One thing that waits for who asks."""

    title: Words
    step: Words = Field(description="What to do next.")
    url: str = Field(description="The page where it is done.")
    ecosystem: str
    due: datetime | None = Field(description="When it is or was due, or when it took place.")
    runs: bool = Field(description="It goes on and waits for nothing, such as a placement.")


@router.get("/me/week", response=list[WaitingOut], summary="List what waits for oneself")
def read_week(request: HttpRequest) -> Any:
    """As the page "my week" has it: the most urgent first, what has no day last."""
    return [
        {"title": one.title, "step": one.why, "url": one.url, "ecosystem": one.ecosystem,
         "due": one.due, "runs": one.runs}
        for one in waiting_for(person_asking(request))
    ]  # fmt: skip


@router.get("/me/export", summary="Export everything about oneself", openapi_extra=ZIP)
def export_oneself(request: HttpRequest) -> Any:
    """A page to read, and under `data/` JSON and CSV files, a kind of record each of which there is
    something; `data/contents.json` names all kinds, with the number of rows. Stored files lie under `files/`.
    """
    by = person_asking(request)
    return handed(Person.objects.get(pk=by.person_id or 0), by=by, at=timezone.now())


@router.get("/me/erasure", response=ErasureOut, summary="Preview erasing oneself")
def read_own_erasure(request: HttpRequest) -> Any:
    """What would go and what would stay; nothing is written."""
    by = person_asking(request)
    row, found = preview_of_oneself(by=by, at=timezone.now())
    return _told(found, left_alone(row, by), erased=False)


@router.post("/me/erasure", response=ErasureOut, summary="Erase oneself for good")
def erase_own(request: HttpRequest, body: ErasingOneself) -> Any:
    """As for anybody, and every token ends, this one included.

    A token alone does not show who sends it: who has no code and no password does it on the page.
    """
    by, now = person_asking(request), timezone.now()
    mean_oneself(body.name, by=by, at=now)  # first, so that no code is used up for nothing
    proven(request, body, "erase-me")
    return _told(erase_oneself(body.name, by=by, at=now), erased=True)


@router.get(f"{PERSON}/export", summary="Export everything about a person", openapi_extra=ZIP)
def export_somebody(request: HttpRequest, slug: str, person: UUID) -> Any:
    """For the person, a guardian, or who may erase the person. A learner's export is noted."""
    return handed(_kept(request, slug, person), by=actor(request), at=timezone.now())


@router.get(f"{PERSON}/erasure", response=ErasureOut, summary="Preview an erasure")
def read_erasure(request: HttpRequest, slug: str, person: UUID) -> Any:
    """What would go; nothing is written."""
    row, by = _kept(request, slug, person), actor(request)
    return _told(preview_erasure(row, by=by), left_alone(row, by), erased=False)


@router.post(f"{PERSON}/erasure", response=ErasureOut, summary="Erase a person for good")
def erase_somebody(request: HttpRequest, slug: str, person: UUID, body: Erasing) -> Any:
    """Names, contacts and notes go; counts that others rely on stay, without saying whose.

    A token alone does not show who sends it: who has no code and no password does it on the page.
    """
    row, by = _kept(request, slug, person), actor(request)
    mean_to_erase(row, by=by)  # first, for no code in vain
    proven(request, body, "erase-person", slug, person)
    return _told(erase_person(row, by=by, at=timezone.now()), erased=True)


def _kept(request: HttpRequest, slug: str, person: UUID) -> Person:
    by = actor(request)
    return one(Person.objects.visible_to(by).filter(kept_by=ecosystem_for(by, slug)), person)


def _told(erasure: Erasure, alone: Sequence[str] = (), *, erased: bool) -> dict[str, Any]:
    return {
        "person": erasure.person,
        "erased": erased,
        "parts": [
            {"name": one.name, "rows": one.rows, "why": one.why, "left": one.left}
            for one in erasure.parts
        ],
        "facts": erasure.facts,
        "copies": erasure.copies,
        "beyond": [*alone, *beyond_erasing(erasure.copies)],
    }
