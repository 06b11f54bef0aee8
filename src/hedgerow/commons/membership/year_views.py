"""The next school year: a preview, one button, and an undo."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.days import DayField

from .actions.years import is_built_upon, promote, undo_promotion
from .grades import LAST
from .year_queries import newest_promotion, require_promoting, year_preview

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YearForm(forms.Form):
    school_year = forms.RegexField(r"^\d{4}-\d{2}$", label=gettext_lazy("The next school year"))
    begins = DayField(label=gettext_lazy("Its first day"), widget=DATE)
    last = forms.IntegerField(
        label=gettext_lazy("The last grade"),
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("Learners of this grade leave."),
    )


def school_year(request: HttpRequest, slug: str) -> HttpResponse:
    """Who goes where, and who leaves; sent, it is done."""
    ecosystem = _open_to(request, slug)
    sent = request.POST if request.method == "POST" else request.GET
    given = sent if "begins" in sent or request.method == "POST" else None
    form = YearForm(given, initial=_usual(today(ecosystem)))
    if form.is_valid() and request.method == "POST":
        try:
            row = promote(ecosystem, **form.cleaned_data, by=actor(request), at=timezone.now())
        except Refused as refusal:
            form.add_error("school_year", str(refusal))
        else:
            said = _("The school year %(year)s is prepared.") % {"year": row.school_year}
            toasts.said(request, said, undo=reverse("school-year-undo", args=[slug]))
            return redirect("school-year", slug)
    values = form.cleaned_data if form.is_bound and form.is_valid() else None
    done = newest_promotion(ecosystem)
    context = {
        "form": form,
        "preview": year_preview(ecosystem, values["begins"], values["last"]) if values else None,
        "year": values["school_year"] if values else "",
        "done": done.school_year if done else "",
        "may_undo": bool(done) and not is_built_upon(done) if done else False,
        "sent": YearForm(initial=values) if values else None,
    }
    status = 422 if form.errors else 200
    return render(request, "membership/school_year.html", context, status=status)


@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the newest promotion back."""
    row = undo_promotion(_open_to(request, slug), by=actor(request), at=timezone.now())
    said = _("The school year %(year)s is taken back.") % {"year": row.school_year}
    messages.success(request, said)
    return redirect("school-year", slug)


def _usual(today: date) -> dict[str, Any]:
    """The school year that begins next August."""
    begins = date(today.year if today.month < 8 else today.year + 1, 8, 1)
    year = f"{begins.year}-{(begins.year + 1) % 100:02}"
    return {"school_year": year, "begins": begins, "last": LAST}


def _open_to(request: HttpRequest, slug: str) -> Ecosystem:
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_promoting(by, ecosystem)
    return ecosystem
