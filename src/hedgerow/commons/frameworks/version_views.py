"""Pages of a framework's versions: begin one, adopt it, take it out of use."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions, queries
from .forms import DayForm, VersionForm
from .models import Framework
from .permissions import EDIT_FRAMEWORKS


def new_version(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Begin a version of a framework: a draft that says what this one says."""
    row = _editable(request, slug, uuid)
    return _answer(
        request, row, VersionForm(request.POST or None), "version", actions.begin_version,
        title=_("A new version of %(title)s") % {"title": row.said("title")},
        lead=_(
            "It begins as a copy that only members see. Change it, then adopt it: what was "
            "recorded with the version before stays, and is read along its items."
        ),
        button=_("Begin the version"), done=_("The draft is begun. Change it, then adopt it."),
    )  # fmt: skip


def adopt(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take a draft into use."""
    row = _editable(request, slug, uuid)
    form = DayForm(request.POST or None, initial={"day": today(row.ecosystem)})
    return _answer(
        request, row, form, "day", actions.adopt_version,
        title=_("Adopt version %(version)s") % {"version": row.version},
        lead=_("The version used until then ends on that day. What was recorded with it stays."),
        button=_("Adopt it"), done=_("The version is in use."),
    )  # fmt: skip


def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take a version out of use."""
    row = _editable(request, slug, uuid)
    form = DayForm(request.POST or None, initial={"day": today(row.ecosystem)})
    return _answer(
        request, row, form, "day", actions.end_version,
        title=_("Use version %(version)s no longer") % {"version": row.version},
        lead=_("Nothing new is recorded with it. What was recorded stays."),
        button=_("End its use"), done=_("The version is used no longer."),
    )  # fmt: skip


def _editable(request: HttpRequest, slug: str, uuid: UUID) -> Framework:
    by = actor(request)
    row = queries.framework_for(by, ecosystem_for(by, slug), uuid)
    require(by, EDIT_FRAMEWORKS, within=row.ecosystem_id)
    return row


def _answer(
    request: HttpRequest,
    row: Framework,
    form: forms.Form,
    field: str,
    act: Callable[..., Framework],
    *,
    done: str,
    **words: Any,
) -> HttpResponse:
    """Do what was asked and go to the framework, or show the form with what is wrong."""
    slug = row.ecosystem.slug
    if request.method == "POST" and form.is_valid():
        try:
            found = act(row, form.cleaned_data[field], by=actor(request), at=timezone.now())
        except (NotFound, NotPermitted):
            raise
        except Refused as refusal:
            form.add_error(field, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, done)
            return redirect("framework", slug, found.uuid)
    context = {"form": form, "slug": slug, "upper": row, **words}
    return render(request, "frameworks/version.html", context, status=422 if form.errors else 200)
