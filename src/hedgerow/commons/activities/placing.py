"""Pages of those who put right what was entered wrongly about somebody's place."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import Invalid, NotFound, Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions, queries
from .forms import StartForm
from .models import Activity, Enrolment
from .permissions import ENROL
from .refusals import led_back_to
from .views import open_to

INVALID = 422


def correct(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Another first day for somebody's place, or the enrolment taken back."""
    row = open_to(request, slug, uuid, ENROL)
    held = _place(actor(request), row, place)
    given = {"starts": request.GET["starts"]} if "starts" in request.GET else request.POST
    form = StartForm(given if request.method == "POST" else None, initial={"starts": held.starts})
    if request.method == "POST" and form.is_valid():
        starts, before = form.cleaned_data["starts"], held.starts
        try:
            actions.correct_starts(row, [held], starts, by=actor(request), at=timezone.now())
        except Invalid as error:
            form.add_error("starts", error.fields["starts"][0])
        except Refused as error:
            form.add_error("starts", f"{error} {error.next_step}")
        else:
            _said(request, row, held, starts, before)
            return redirect("activity", slug, uuid)
    context = {
        "form": form, "slug": slug, "of": row, "held": held.uuid, "name": held.person.name,
        "ends": held.ends, "recorded": queries.recorded(queries.marks_of(held)),
    }  # fmt: skip
    status = INVALID if form.errors else 200
    return render(request, "activities/place.html", context, status=status)


def _said(request: HttpRequest, row: Activity, held: Enrolment, new: date, before: date) -> None:
    """Say from when on the place runs, with the way back to the day before."""
    url = reverse("correct-place", args=[row.ecosystem.slug, row.uuid, held.uuid])
    said = _("%(name)s takes part from %(day)s on.") % {
        "name": held.person.name, "day": date_format(new),
    }  # fmt: skip
    undo = f"{url}?starts={before.isoformat()}" if new != before else ""
    toasts.said(request, said, undo=undo)


@require_POST
def take_back(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Take an enrolment back that was a mistake; the next page offers to undo that."""
    row = open_to(request, slug, uuid, ENROL)
    held = _place(actor(request), row, place)
    try:
        actions.take_back_place(held, by=actor(request), at=timezone.now())
    except Refused as refusal:
        back = reverse("correct-place", args=[slug, uuid, place])
        said = {"text": str(refusal), "next_step": str(refusal.next_step), "back": back}
        return render(request, "activities/refused.html", said, status=int(refusal.status))
    text = _("The enrolment of %(name)s is taken back.") % {"name": held.person.name}
    toasts.said(request, text, undo=reverse("give-back-place", args=[slug, uuid, place]))
    return redirect("activity", slug, uuid)


@require_POST
@led_back_to("activity")
def give_back(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Undo that an enrolment was taken back."""
    row = open_to(request, slug, uuid, ENROL)
    held = actions.give_back_place(row, place, by=actor(request), at=timezone.now())
    messages.success(request, _("%(name)s takes part again.") % {"name": held.person.name})
    return redirect("activity", slug, uuid)


@require_POST
@led_back_to("session")
def begin_here(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Have all places that begin after a session begin on its day."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    places = _later(row.activity).filter(starts__gt=row.day)
    n = actions.correct_starts(row.activity, list(places), row.day, by=by, at=timezone.now())
    said = ngettext(
        "%(n)s learner takes part from %(day)s on.", "%(n)s learners take part from %(day)s on.", n
    )
    messages.success(request, said % {"n": n, "day": date_format(row.day)})
    return redirect("session", slug, uuid)


def _later(row: Activity) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(activity=row).order_by("pk")


def _place(by: Actor, row: Activity, uuid: UUID) -> Enrolment:
    """The place of that activity; raises NotFound, also for somebody from whom one is barred."""
    rows = row.enrolments.filter(not_barred(by, "person"), uuid=uuid)
    held = rows.select_related("person", "activity").first()
    if held is None:
        raise NotFound
    return held
