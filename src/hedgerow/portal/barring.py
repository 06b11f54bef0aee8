"""A guardian is barred from a learner by a court's order, and the bar is lifted."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.actions import bar_guardian, lift_bar
from hedgerow.commons.people.editing import refused
from hedgerow.commons.people.errors import BarredAlready
from hedgerow.commons.people.models import Barring, Guardian
from hedgerow.commons.people.permissions import BAR_GUARDIAN
from hedgerow.commons.people.queries import person_for
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.days import DayField


def _day(**options: Any) -> DayField:
    return DayField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class BarForm(forms.Form):
    """By what order, and from when to when."""

    reason = forms.CharField(
        label=gettext_lazy("By whose order"), max_length=400,
        help_text=gettext_lazy("The court, the date, and where the paper is kept."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    starts = _day(label=gettext_lazy("From"))
    ends = _day(
        label=gettext_lazy("Last day"), required=False,
        help_text=gettext_lazy("Leave it empty if the order names none."),
    )  # fmt: skip


@never_cache
def bar(request: HttpRequest, slug: str, uuid: UUID, tie: UUID) -> HttpResponse:
    """Bar, or see what stands and lift it; the reasons are shown to nobody else."""
    by, row = actor(request), _tie(request, slug, uuid, tie)
    form = BarForm(request.POST or None, initial={"starts": today(row.ecosystem)})
    if request.method == "POST" and form.is_valid():
        try:
            bar_guardian(row, **form.cleaned_data, by=by, at=timezone.now())
        except (Invalid, BarredAlready) as refusal:
            refused(form, refusal)
        else:
            said = _("%(name)s is barred and sees nothing of this learner.")
            toasts.said(request, said % {"name": row.guardian.name})
            return redirect("person", slug, uuid)
    open_ = Barring.objects.filter(tie=row, ended_at=None).first()
    past = Barring.objects.filter(tie=row, ended_at__isnull=False).order_by("-pk")
    context = {
        "slug": slug, "uuid": uuid, "tie": tie, "name": row.learner.name,
        "guardian": row.guardian.name, "form": form, "open": open_, "barred": row.barred,
        "past": list(past[:20]),
    }  # fmt: skip
    return render(request, "portal/bar.html", context, status=422 if form.errors else 200)


@require_POST
def lift(request: HttpRequest, slug: str, uuid: UUID, tie: UUID) -> HttpResponse:
    """Let them see the learner again."""
    row = _tie(request, slug, uuid, tie)
    lift_bar(row, by=actor(request), at=timezone.now())
    said = _("%(name)s is no longer barred.") % {"name": row.guardian.name}
    toasts.said(request, said)
    return redirect("person", slug, uuid)


def _tie(request: HttpRequest, slug: str, uuid: UUID, tie: UUID) -> Guardian:
    by = actor(request)
    place = ecosystem_for(by, slug)
    learner = person_for(by, place, uuid)
    require(by, BAR_GUARDIAN, within=place.pk)
    ties = Guardian.objects.filter(ecosystem=place, learner=learner, uuid=tie)
    row = ties.select_related("guardian", "learner", "ecosystem").first()
    if row is None:
        raise NotFound
    return row
