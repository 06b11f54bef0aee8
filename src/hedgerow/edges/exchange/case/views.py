"""Pages by which a framework comes in from a CASE file, and leaves as one."""

import csv
import io
import json
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.permissions import EDIT_FRAMEWORKS
from hedgerow.commons.frameworks.queries import framework_for
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.formulas import harmless

from ..errors import FileUnreadable
from . import flow
from .serving import base_of
from .sheet import lines
from .telling import Teller


class CaseForm(forms.Form):
    """A file that holds a CFPackage."""

    file = forms.FileField(
        label=_("CASE file"),
        help_text=_(
            "JSON that holds one CFPackage of CASE 1.0 or 1.1, or CSV with a line an item."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,.csv,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
        },
    )

    def clean_file(self) -> object:
        file, most = self.cleaned_data["file"], settings.HEDGEROW_UPLOAD_LIMIT
        if file.size > most:
            raise forms.ValidationError(_("At most %(most)s MB."), params={"most": most >> 20})
        return file


def new_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a CASE file in; the next page says what it would do."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    for permission in (IMPORT, EDIT_FRAMEWORKS):
        require(by, permission, within=place.pk)
    form = CaseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = flow.send_in(place, form.cleaned_data["file"], by=by, at=timezone.now())
        except FileUnreadable as refusal:
            form.add_error("file", f"{refusal} {refusal.next_step}")
        else:
            return redirect("import", slug, row.uuid)
    status = 422 if form.errors else 200
    return render(request, "exchange/case.html", {"form": form, "slug": slug}, status=status)


def as_json(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The framework as a CFPackage."""
    teller = _teller(request, slug, uuid)
    content = json.dumps(teller.package(), ensure_ascii=False, indent=2)
    return _attached(content, "application/json", f"{teller.framework.key}.json")


def as_csv(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The framework as a sheet, a line an item."""
    teller = _teller(request, slug, uuid)
    text = io.StringIO()
    csv.writer(text).writerows([harmless(value) for value in line] for line in lines(teller))
    content = "\N{BYTE ORDER MARK}" + text.getvalue()
    return _attached(content, "text/csv; charset=utf-8", f"{teller.framework.key}.csv")


def _teller(request: HttpRequest, slug: str, uuid: UUID) -> Teller:
    by = actor(request)
    return Teller.of(framework_for(by, ecosystem_for(by, slug), uuid), base_of(request))


def _attached(content: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content.encode(), content_type=kind, headers=headers)
