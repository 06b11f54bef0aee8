"""A learner's progress, and recording it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation import accesslog
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotPermitted, Refused
from hedgerow.foundation.requests import actor

from . import actions, queries
from .forms import GroupProgressForm, ProgressForm

INVALID = 422


def progress(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What one learner has reached; below it the form to record more."""
    by, now = actor(request), timezone.now()
    ecosystem = ecosystem_for(by, slug)
    person = queries.learner_row(by, ecosystem, uuid)
    form = ProgressForm(request.POST or None, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = {
            "person_id": person.pk, "item_id": given["item"].pk, "level": given["level"],
            "note": given["note"],
        }  # fmt: skip
        try:
            actions.record_progress_many(ecosystem, [row], by=by, at=now)
        except NotPermitted:
            raise
        except Refused as error:
            form.add_error("level", f"{error} {error.next_step}")
        else:
            messages.success(request, _("Progress is recorded."))
            return redirect("progress", slug, uuid)
    accesslog.opened(person.pk, by=by, at=now, what="records.progress", ecosystem=ecosystem.pk)
    page = queries.progress_page(by, ecosystem, person)
    status = INVALID if form.errors else 200
    return render(request, "records/progress.html", {"page": page, "form": form}, status=status)


def group_progress(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Record the same progress for several learners of a group at once."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    page = queries.group_page(by, ecosystem, uuid)
    require_open(by, ecosystem.pk)
    form = GroupProgressForm(request.POST or None, ecosystem=ecosystem, learners=page.learners)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = {"item_id": given["item"].pk, "level": given["level"], "note": given["note"]}
        rows = [{**said, "person_id": pk} for pk in given["learners"]]
        try:
            actions.record_progress_many(ecosystem, rows, by=by, at=timezone.now())
        except NotPermitted:
            raise
        except Refused as error:
            form.add_error("level", f"{error} {error.next_step}")
        else:
            messages.success(request, _("Progress is recorded."))
            return redirect("group-progress", slug, uuid)
    status = INVALID if form.errors else 200
    return render(request, "records/group.html", {"page": page, "form": form}, status=status)
