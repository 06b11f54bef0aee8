"""Pages of indicators: all of them, one with its observations, writing, recording."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of

from . import queries
from .actions import record_observations, save_indicators
from .errors import OutOfBounds
from .forms import IndicatorForm, ObservationForm
from .listing import Indicators, Observations
from .models import Indicator
from .permissions import EDIT_INDICATORS, RECORD_OBSERVATIONS

SHOWN = ("unit", "direction", "baseline", "target", "minimum_change", "revision")


def indicators(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator of the ecosystem."""
    place = ecosystem_for(actor(request), slug)
    table = Indicators(queries.indicators_of(place), request.GET)
    context = {"table": table.page(), "may_edit": actor(request).may(EDIT_INDICATORS, place.pk)}
    found = export(table, request.GET.get("format", ""))
    return found or render(request, "observations/indicators.html", context | {"slug": slug})


def indicator(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One indicator with what was observed."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = queries.indicator_for(by, place, uuid)
    table = Observations(queries.observations_for(by, place, row), request.GET)
    found = export(table, request.GET.get("format", ""))
    page = queries.indicator_page(by, place, row)
    context = {"table": table.page(), "page": page, "slug": slug}
    return found or render(request, "observations/indicator.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new indicator."""
    place = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_INDICATORS, within=place.pk)
    form = IndicatorForm(request.POST or None, ecosystem=place)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.said().items() if name != "revision"}
        key = _fresh_key(place, said["title"])
        try:
            save_indicators(place, [{"key": key, **said}], by=actor(request), at=timezone.now())
        except OutOfBounds as refusal:
            form.add_error(refusal.details["field"], str(refusal))
        else:
            messages.success(request, _("The indicator is written down."))
            row = Indicator.objects.get(ecosystem=place, key=key)
            return redirect("indicator", slug, row.uuid)
    return _form(request, form, slug, title=_("Add an indicator"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change an indicator; what observations rest on is locked."""
    place = ecosystem_for(actor(request), slug)
    row = queries.indicator_for(actor(request), place, uuid)
    require(actor(request), EDIT_INDICATORS, within=place.pk)
    initial = {name: getattr(row, name) for name in SHOWN} | {"title": row.item.title}
    form = IndicatorForm(request.POST or None, ecosystem=place, of=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        revision = said.pop("revision")
        try:
            save_indicators(
                place, [{"key": row.key, **said}], by=actor(request), at=timezone.now(),
                revision=revision,
            )  # fmt: skip
        except Stale as stale:
            form.meet(stale)
        except OutOfBounds as refusal:
            form.add_error(refusal.details["field"], str(refusal))
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("indicator", slug, uuid)
    return _form(request, form, slug, title=row.shown)


def record(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Record one observation; of the same organisation, period and group it stands anew."""
    place = ecosystem_for(actor(request), slug)
    row = queries.indicator_for(actor(request), place, uuid)
    require(actor(request), RECORD_OBSERVATIONS, within=place.pk)
    form = ObservationForm(request.POST or None, ecosystem=place)
    if request.method == "POST" and form.is_valid():
        try:
            said = _observed(row, form.cleaned_data)
            record_observations(place, [said], by=actor(request), at=timezone.now())
        except OutOfBounds as refusal:
            form.add_error("value", str(refusal))
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("The observation is recorded."))
            return redirect("indicator", slug, uuid)
    title = _("Record an observation: %(indicator)s") % {"indicator": row.shown}
    return _form(request, form, slug, title=title)


def _observed(row: Indicator, said: dict[str, Any]) -> dict[str, Any]:
    group = said["group"]
    rest = {name: said[name] for name in ("starts", "ends", "value", "missing", "n", "source")}
    return {
        "indicator_id": row.pk,
        "organisation_id": said["organisation"].pk,
        "group_id": group.pk if group else None,
        **rest,
    }


def _fresh_key(place: Ecosystem, title: str) -> str:
    key = slugify(title)[:40] or "indicator"
    taken = Indicator.objects.filter(ecosystem=place, key=key).exists()
    return f"{key}-{timezone.now():%Y%m%d%H%M%S}" if taken else key


def _form(request: HttpRequest, form: object, slug: str, *, title: str) -> HttpResponse:
    context = {"form": form, "slug": slug, "title": title}
    return render(request, "observations/form.html", context, status=status_of(form))
