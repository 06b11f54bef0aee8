"""Pages of checks, and of the terms on which people are paired."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.ui.files import export

from . import actions, queries
from .listing import Checks
from .models import Check
from .offered import people_here
from .pair_forms import CheckForm
from .permissions import RECORD_CHECKS, SET_TERMS
from .term_forms import TermsForm
from .views import place_of, show

INVALID = 422


def checks(request: HttpRequest, slug: str) -> HttpResponse:
    """Checks of those who help; the form records one."""
    by, place = place_of(request, slug)
    require(by, RECORD_CHECKS, within=place.pk)
    known = queries.required_checks(place)
    form = CheckForm(
        request.POST or None, place=place, people=people_here(by, place), kinds=known,
        initial={"seen_on": today(place)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_check(
                place, said["person"], said["kind"], said["seen_on"], said["valid_until"],
                by=by, at=timezone.now(),
            )  # fmt: skip
        except Invalid as error:
            show(form, error)
        else:
            messages.success(request, _("The check is recorded."))
            return redirect("mentoring-checks", slug)
    table = Checks(queries.checks(by, place), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"form": form, "slug": slug, "table": table.page(), "known": known,
               "may_set": by.may(SET_TERMS, place.pk)}  # fmt: skip
    status = INVALID if form.errors else 200
    return file or render(request, "mentoring/checks.html", context, status=status)


def check(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One check; sent the form, it counts no more."""
    by, place = place_of(request, slug)
    row = Check.objects.visible_to(by).filter(ecosystem=place, uuid=uuid).first()
    if row is None:
        raise NotFound
    if request.method == "POST":
        actions.withdraw_check(row, by=by, at=timezone.now())
        messages.success(request, _("The check counts no more."))
        return redirect("mentoring-check", slug, uuid)
    titles = dict(queries.required_checks(place))
    context = {"slug": slug, "check": row, "title": titles.get(row.kind, row.kind),
               "may_withdraw": by.may(RECORD_CHECKS, place.pk) and row.withdrawn_at is None}  # fmt: skip
    return render(request, "mentoring/check.html", context)


def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """On which terms people are paired."""
    by, place = place_of(request, slug)
    require(by, SET_TERMS, within=place.pk)
    row = queries.terms_row(place)
    form = TermsForm(request.POST or None, terms=row, initial=asdict(queries.weights_of(place)))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["checks"]
        actions.set_terms(place, said, form.weights(), told=form.told(), by=by, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("mentoring-terms", slug)
    context = {"form": form, "slug": slug, "title": _("Terms of pairing"), "button": _("Save"),
               "known": row.required_checks}  # fmt: skip
    status = INVALID if form.errors else 200
    return render(request, "mentoring/terms.html", context, status=status)
