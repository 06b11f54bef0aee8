"""Operations on samples of records."""

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor

from . import actions
from . import sample_queries as queries
from .models import Sample
from .permissions import CHECK_RECORDS

router = Router(tags=["Verification"])
HERE: Final = "/ecosystems/{slug}/samples"


class SampleOut(Schema):
    """A sample and what it tells: `matching` lies between `low` and `high` with 95 % confidence."""

    uuid: UUID
    what: str
    starts: date
    ends: date
    seed: str
    digest: str
    population: int
    drawn: int
    checked: int
    agrees: int
    differs: int
    missing: int
    matching: float | None
    low: float
    high: float
    coverage: float


class SampledOut(Schema):
    """A record as it stood when it was drawn."""

    uuid: UUID
    position: int
    title: str
    day: date
    values: dict[str, Any]
    subject: UUID
    verdict: str
    source: str
    right: str
    checked_at: datetime | None


class VerdictIn(Strict):
    verdict: Literal["agrees", "differs", "missing"]
    source: Literal["", "paper", "photograph", "system", "word"] = ""
    right: str = Field("", max_length=200)


@router.get(HERE, response=list[SampleOut], summary="List samples of records")
def list_samples(request: HttpRequest, slug: str) -> Any:
    """The newest first, with the error rate's base."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require_held(by, CHECK_RECORDS, within=place.pk, at_a_site=True)
    return [shown(row) for row in queries.samples(by, place).order_by("-drawn_at", "-pk")[:200]]


@router.get(
    f"{HERE}/{{sample}}/records", response=list[SampledOut], summary="List a sample's records"
)
def list_sampled(request: HttpRequest, slug: str, sample: UUID) -> Any:
    """Those that one may check, in the order of drawing."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    return list(queries.records(by, queries.sample_row(by, place, sample)))


@router.put(
    f"{HERE}/{{sample}}/records/{{record}}", response=SampledOut, summary="Check a sampled record"
)
def check_record(
    request: HttpRequest, slug: str, sample: UUID, record: UUID, body: VerdictIn
) -> Any:
    """Says whether it agrees with its source; who recorded it may not."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.record_row(by, queries.sample_row(by, place, sample), record)
    said = body.dict()
    return actions.check_record(row, said.pop("verdict"), by=by, at=timezone.now(), **said)


def shown(row: Sample) -> dict[str, Any]:
    """A sample with its result."""
    result = queries.result_of(row)
    plain = ("uuid", "what", "starts", "ends", "seed", "digest", "population")
    counts = ("drawn", "checked", "agrees", "differs", "missing", "matching", "low", "high",
              "coverage")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        **{name: getattr(result, name) for name in counts},
    }
