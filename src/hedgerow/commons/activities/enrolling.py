"""Pages of those who give places in an activity and end them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.picking import entered, is_step, picker
from hedgerow.foundation.acts.looking import Looked
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.rows import Outcome

from . import actions, queries
from .forms import EnrolForm
from .models import Activity
from .permissions import ENROL
from .refusals import led_back_to
from .seats import holds
from .views import open_to, shown


def enrol(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Give a group or single learners their place; learners are found a page at a time."""
    by, row = actor(request), open_to(request, slug, uuid, ENROL)
    form = _enrol_form(request, row)
    if request.method == "POST" and not is_step(request) and form.is_valid():
        try:
            done = _enrol(row, form.cleaned_data, by, timezone.now())
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _said_of(done))
            return redirect("activity", slug, uuid)
    page = shown(request, form, slug, _("Enrol learners"), _("Enrol"), of=row)
    return Looked(page.content) if is_step(request) else page


def _enrol_form(request: HttpRequest, row: Activity) -> EnrolForm:
    """The form with a page of learners; what was entered stays while one looks further."""
    by, day = actor(request), today(row.ecosystem)
    learners = queries.learners_of(by, row.ecosystem)
    there = row.enrolments.filter(ends__isnull=True)
    page = picker(request, row.ecosystem, learners, there, name="learners")
    sent = None if is_step(request) else request.POST or None
    initial = {"starts": max(row.starts, day), **entered(request)}
    hold = holds([row.pk]).get(row.pk)
    return EnrolForm(sent, initial=initial, actor=by, ecosystem=row.ecosystem, page=page, hold=hold)


def _enrol(row: Activity, given: dict[str, Any], by: Actor, at: datetime) -> Outcome:
    of_group, how = Outcome(), {"takes_held": given.get("takes_held", False), "by": by, "at": at}
    if given["group"]:
        of_group = actions.enrol_group(row, given["group"], given["starts"], **how)
    rows = [
        {"activity_id": row.pk, "person_id": one.pk, "starts": given["starts"], "again": True}
        for one in given["learners"]
    ]
    found = actions.enrol_many(row.ecosystem, rows, **how) if rows else Outcome()
    return Outcome(
        of_group.new + found.new, of_group.changed + found.changed,
        of_group.unchanged + found.unchanged,
    )  # fmt: skip


def _said_of(done: Outcome) -> str:
    """Who is new, who takes part again after an end, and who had a place already."""
    said = []
    if done.new or not (done.changed or done.unchanged):
        text = ngettext("%(n)s learner enrolled.", "%(n)s learners enrolled.", done.new)
        said.append(text % {"n": done.new})
    if done.changed:
        text = ngettext(
            "%(n)s learner takes part again.", "%(n)s learners take part again.", done.changed
        )
        said.append(text % {"n": done.changed})
    if done.unchanged:
        text = ngettext(
            "%(n)s learner has a place already.", "%(n)s learners have a place already.",
            done.unchanged,
        )  # fmt: skip
        said.append(text % {"n": done.unchanged})
    return " ".join(said)


@require_POST
@led_back_to("activity")
def end_place(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """End somebody's place as a drop-out, or undo that."""
    by, row = actor(request), open_to(request, slug, uuid, ENROL)
    enrolment = row.enrolments.filter(uuid=place).first()
    if enrolment is None:
        raise NotFound
    if request.POST.get("undo"):
        actions.resume_place(enrolment, by=by, at=timezone.now())
        messages.success(request, _("The place runs on."))
    else:
        day = max(enrolment.starts, today(row.ecosystem))
        actions.end_place(enrolment, day, dropped=True, by=by, at=timezone.now())
        messages.success(request, _("The place has ended. In the list it can be given again."))
    return redirect("activity", slug, uuid)
