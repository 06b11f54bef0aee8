"""Pages of those who run an activity: its sessions and its places."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.clock import moment_of, on_the_wall
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.rows import Outcome

from . import actions, queries, rules
from .errors import OutsideActivity, SessionThere
from .forms import MoveForm, SeriesForm, SubstituteForm
from .permissions import EDIT_ACTIVITIES
from .refusals import led_back_to
from .views import open_to, shown


def plan(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Plan sessions, weekly between two days."""
    row = open_to(request, slug, uuid, EDIT_ACTIVITIES)
    form = SeriesForm(request.POST or None, initial={"first": row.starts, "last": row.ends})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        days = given["first"], given["last"]
        try:
            planned = actions.plan_series(
                row, days, given["weekdays"], given["begins"], given["minutes"],
                by=actor(request), at=timezone.now(),
            )  # fmt: skip
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _said_of(planned, days, given["weekdays"]))
            return redirect("activity", slug, uuid)
    return shown(request, form, slug, _("Plan sessions"), _("Plan them"), of=row)


def _said_of(planned: Outcome, days: tuple[date, date], weekdays: Collection[int]) -> str:
    """What came of a series: new sessions, those there before, and days left out."""
    said = []
    if planned.new:
        text = ngettext("%(n)s session planned.", "%(n)s sessions planned.", planned.new)
        said.append(text % {"n": planned.new})
    if there := planned.changed + planned.unchanged:
        text = ngettext(
            "%(n)s session is there already.", "%(n)s sessions are there already.", there
        )
        said.append(text % {"n": there})
    every = sum(1 for _day in rules.weekly(*days, weekdays, terms=(), holidays=()))
    if out := every - planned.new - there:
        text = ngettext(
            "%(n)s day is left out: it is a holiday or lies outside the terms.",
            "%(n)s days are left out: they are holidays or lie outside the terms.",
            out,
        )
        said.append(text % {"n": out})
    return " ".join(said)


@led_back_to("session")
def substitute(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Have somebody else lead one session, who may then mark it."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    initial = {"person": row.substitute_id}
    form = SubstituteForm(request.POST or None, initial=initial, actor=by, ecosystem=row.ecosystem)
    if request.method == "POST" and form.is_valid():
        actions.substitute(row, form.cleaned_data["person"], by=by, at=timezone.now())
        messages.success(request, _("Saved: who leads this session may mark it."))
        return redirect("session", slug, uuid)
    return shown(request, form, slug, _("Who leads this session"), _("Save"), of=row.activity)


@led_back_to("session")
def move(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Hold a session at another time."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    begins = on_the_wall(row.starts_at, row.ecosystem.time_zone)
    form = MoveForm(request.POST or None, initial={"day": row.day, "begins": begins.time()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        moved = moment_of(row.ecosystem, given["day"], given["begins"])
        try:
            actions.move_session(row, moved, by=by, at=timezone.now())
        except (OutsideActivity, SessionThere) as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _("The session is moved. Tell those who come."))
            return redirect("session", slug, uuid)
    return shown(request, form, slug, _("Move this session"), _("Move it"), of=row.activity)
