"""How far a job is, for the person who asked for it, who may have a failed one tried again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor

from .actions import retry
from .models import Job
from .queries import Progress, progress_of


def job(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The job's progress; sent, a failed one goes on from where it stopped."""
    found = _mine(request, uuid)
    if request.method == "POST":
        if found.state == Job.State.FAILED and retry(uuid):
            messages.success(request, _("It is tried again, from where it stopped."))
        return redirect("job", uuid)
    return render(request, "jobs/job.html", {"progress": found, "url": request.path})


def _mine(request: HttpRequest, uuid: UUID) -> Progress:
    found, person = progress_of(uuid), actor(request).person_id
    if found is None or person is None or found.by_person != person:
        raise NotFound
    return found
