"""Operations on the jobs that one asked for."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor

from .actions import retry
from .models import Job
from .queries import Progress, progress_of

router = Router(tags=["Jobs"])


class JobOut(Schema):
    """How far a job is; `share` goes from 0 to 1, and is null while the whole is not known."""

    uuid: UUID
    name: str
    state: str
    done: int
    total: int | None
    share: float | None
    is_finished: bool


@router.get("/jobs/{job}", response=JobOut, summary="Read how far a job is")
def read_job(request: HttpRequest, job: UUID) -> Any:
    return _mine(request, job)


@router.post("/jobs/{job}/retry", response=JobOut, summary="Try a failed job again")
def retry_job(request: HttpRequest, job: UUID) -> Any:
    """It goes on from where it stopped; a job that has not failed is left as it is."""
    if _mine(request, job).state == Job.State.FAILED:
        retry(job)
    return _mine(request, job)


def _mine(request: HttpRequest, uuid: UUID) -> Progress:
    found, person = progress_of(uuid), actor(request).person_id
    if found is None or person is None or found.by_person != person:
        raise NotFound
    return found
