"""The page on which a sample of attendance is drawn."""

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.observations.permissions import DRAW_SAMPLE
from hedgerow.foundation.errors import Invalid, NotPermitted, Refused
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.days import DayField

from . import actions
from .forms import DATE

TERM = timedelta(days=90)


class SampleForm(forms.Form):
    """Of which days, how many, and by which seed."""

    starts = DayField(label=gettext_lazy("From"), widget=DATE)
    ends = DayField(label=gettext_lazy("Until"), widget=DATE)
    size = forms.IntegerField(
        label=gettext_lazy("How many records"), min_value=1, max_value=2_000, initial=60
    )
    seed = forms.CharField(
        label=gettext_lazy("Seed"), max_length=64,
        help_text=gettext_lazy("Published with the sample, so that anybody can draw it again."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day comes before the first."))
        return given


def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw a sample of attendance."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require(by, DRAW_SAMPLE, within=place.pk)
    given = {"starts": today(place) - TERM, "ends": today(place), "seed": secrets.token_hex(8)}
    form = SampleForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.sample_attendance(place, **form.cleaned_data, by=by, at=timezone.now())
        except NotPermitted:
            raise
        except Invalid as error:
            for name, texts in error.fields.items():
                form.add_error(name if name in form.fields else None, texts)
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _("The sample is drawn."))
            return redirect("sample", slug, row.uuid)
    context = {"form": form, "slug": slug, "title": _("Draw a sample"), "button": _("Draw it")}
    status = 422 if form.errors else 200
    return render(request, "activities/form.html", context, status=status)
