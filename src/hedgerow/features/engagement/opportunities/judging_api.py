"""Operations on challenges: judges and rubric, entries, points, the result."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import one, pks
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .models import Opportunity, SignUp

router = Router(tags=["Challenges"])
ONE: Final = "/ecosystems/{slug}/opportunities/{opportunity}/challenge"


class RubricLineIn(Strict):
    """A line of the rubric with the most points it gives."""

    title: str = Field(min_length=1, max_length=200)
    points: int = Field(10, ge=1, le=100)


class RubricLineOut(Schema):
    uuid: UUID
    title: str
    points: int


class ChallengeEntry(Schema):
    """What was handed in; rank and points once the result is published."""

    uuid: UUID
    title: str
    summary: str
    rank: int | None
    points: Decimal | None


class ChallengeOut(Schema):
    """Outside the ecosystem `judges` is empty, and `entries` is until the result is published."""

    judges: list[str]
    judge_count: int
    rubric: list[RubricLineOut]
    entries: list[ChallengeEntry]
    entry_count: int
    results_at: datetime | None


class ChallengeIn(Strict):
    judges: list[UUID] = Field([], max_length=50)
    rubric: list[RubricLineIn] = Field(max_length=50)


class ChallengeEntryIn(Strict):
    """What was made; `sign_ups` are those of who made it."""

    title: str = Field(min_length=1, max_length=200)
    summary: str = Field("", max_length=4000)
    sign_ups: list[UUID] = Field(min_length=1, max_length=50)


class PointsIn(Strict):
    """Points by the public ids of the rubric's lines."""

    points: dict[UUID, Annotated[int, Field(ge=0, le=100)]] = Field(max_length=50)


@router.get(ONE, response=ChallengeOut, summary="Read a challenge")
def read_challenge(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    by = actor(request)
    return _shown(by, queries.opportunity_row(by, slug, opportunity))


@router.put(ONE, response=ChallengeOut, summary="Name judges and rubric")
def set_challenge(request: HttpRequest, slug: str, opportunity: UUID, body: ChallengeIn) -> Any:
    """Once something is scored the rubric stays, and so do the judges who scored.

    422 for what would leave one that is open without a judge or a rubric."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    judges = [one(people_of(by, row.ecosystem), uuid) for uuid in body.judges]
    rubric = [(line.title, line.points) for line in body.rubric]
    actions.set_challenge(row, judges, rubric, by=by, at=timezone.now())
    return _shown(by, row)


@router.post(f"{ONE}/entries", response={201: ChallengeEntry}, summary="Hand in an entry")
def hand_in(request: HttpRequest, slug: str, opportunity: UUID, body: ChallengeEntryIn) -> Any:
    """For oneself or one's child; for a team by who offers the challenge."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    seen = SignUp.objects.visible_to(by).filter(opportunity=row).select_related("person")
    people = [one(seen, uuid).person for uuid in dict.fromkeys(body.sign_ups)]
    entry = actions.hand_in(row, body.title, body.summary, people, by=by, at=timezone.now())
    return Status(201, entry)


@router.put(f"{ONE}/entries/{{entry}}/points", response={204: None}, summary="Score an entry")
def score_entry(
    request: HttpRequest, slug: str, opportunity: UUID, entry: UUID, body: PointsIn
) -> Any:
    """As one of the judges; replaces what one gave before."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    found = queries.entry_row(by, row, entry)
    lines = pks(queries.rubric_of(row), body.points)
    points = {lines[uuid]: given for uuid, given in body.points.items()}
    actions.score_entry(found, points, by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/results", response=list[ChallengeEntry], summary="Publish the result")
def publish_results(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    """Ranks by the mean of the judges' totals."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    return actions.publish_results(row, by=by, at=timezone.now())


def _shown(by: Actor, row: Opportunity) -> dict[str, Any]:
    page = queries.challenge_page(by, row)
    return {
        "judges": page.judges, "judge_count": page.judge_count, "rubric": page.rubric,
        "entries": page.entries, "entry_count": page.entry_count, "results_at": row.results_at,
    }  # fmt: skip
