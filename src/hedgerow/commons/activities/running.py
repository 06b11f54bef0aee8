"""Pages of those who run an activity: its sessions planned, changed and led by others."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import moment_of, on_the_wall, today
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.ui import toasts

from . import actions, queries, recurring
from .actions.changing import Wanted
from .models import Activity, Session
from .permissions import EDIT_ACTIVITIES
from .refusals import led_back_to
from .session_forms import MoveForm, SeriesForm, SubstituteForm
from .times import times_of
from .views import open_to, shown

NAMED = 3
"""Double bookings that a warning names; the page of rooms lists the rest."""


def plan(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Plan sessions that recur between two days."""
    by, row = actor(request), open_to(request, slug, uuid, EDIT_ACTIVITIES)
    rooms = queries.rooms_to_choose(by, row.ecosystem, row.site_id)
    form = SeriesForm(request.POST or None, initial=_expected(row), rooms=rooms)
    if request.method == "POST" and form.is_valid():
        given, rule = form.cleaned_data, form.rule()
        try:
            planned = actions.plan_by_rule(
                row, rule, given["first"], given["begins"], given["minutes"],
                room=given["room"], by=by, at=timezone.now(),
            )  # fmt: skip
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            undo = reverse("undo-series", args=[slug, uuid]) if planned.new else ""
            toasts.said(request, _said_of(planned, rule, given["first"]), undo=undo)
            warn(request, row)
            return redirect("activity", slug, uuid)
    return shown(request, form, slug, _("Plan sessions"), _("Plan them"), of=row)


def _expected(row: Activity) -> dict[str, object]:
    """What is likely to be planned, from what is known of the activity."""
    known = times_of(row.pk)
    said = {"begins": known.begins, "minutes": known.minutes} if known else {}
    now = today(row.ecosystem)
    # what is planned once it is over is written down afterwards
    over = row.ends is not None and row.ends < now
    days = {"first": row.starts if over else max(row.starts, now), "last": row.ends}
    return {**days, **{name: value for name, value in said.items() if value is not None}}


def _said_of(planned: Outcome, rule: str, first: date) -> str:
    """What came of a series: new sessions, those there before, and days left out."""
    said = []
    if planned.new:
        text = ngettext("%(n)s session planned.", "%(n)s sessions planned.", planned.new)
        said.append(text % {"n": planned.new})
    if there := planned.unchanged:
        text = ngettext(
            "%(n)s session is there already.", "%(n)s sessions are there already.", there
        )
        said.append(text % {"n": there})
    if out := recurring.left_out(rule, first, planned.new + there):
        text = ngettext(
            "%(n)s day is left out: it is a holiday or lies outside the terms.",
            "%(n)s days are left out: they are holidays or lie outside the terms.",
            out,
        )
        said.append(text % {"n": out})
    return " ".join(said)


def warn(request: HttpRequest, row: Activity) -> None:
    """Say where sessions of the activity now meet others in their rooms; nothing stands against it."""
    mine = set(
        Session.objects.filter(activity=row, room__isnull=False).values_list("pk", flat=True)
    )
    found = queries.clashes(row.ecosystem, of=mine) if mine else []
    if found:
        text = ngettext(
            "%(n)s double booking, the room is taken: %(which)s",
            "%(n)s double bookings, the rooms are taken: %(which)s",
            len(found),
        )
        which = " · ".join(_taken(one, row) for one in found[:NAMED])
        more = " · …" if len(found) > NAMED else ""
        messages.warning(request, text % {"n": len(found), "which": which + more})


def _taken(clash: queries.Clash, row: Activity) -> str:
    """When the activity's session is, and what is held there at that time."""
    mine, other = clash.one, clash.other
    if mine.activity != row.uuid:
        mine, other = other, mine
    title = f"\N{FIRST STRONG ISOLATE}{other.title}\N{POP DIRECTIONAL ISOLATE}"
    return f"{date_format(mine.starts_at, 'DATETIME_FORMAT')} ({title})"


@require_POST
@led_back_to("activity")
def undo_series(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take back the latest planning or changing of sessions."""
    row = open_to(request, slug, uuid, EDIT_ACTIVITIES)
    actions.undo_series(row, by=actor(request), at=timezone.now())
    messages.success(request, _("Undone: it stands as it stood before."))
    return redirect("activity", slug, uuid)


@led_back_to("session")
def substitute(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Have somebody else lead one session, who may then mark it."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    require_open(by, row.ecosystem_id)
    initial = {"person": row.substitute_id}
    form = SubstituteForm(request.POST or None, initial=initial, actor=by, ecosystem=row.ecosystem)
    if request.method == "POST" and form.is_valid():
        actions.substitute(row, form.cleaned_data["person"], by=by, at=timezone.now())
        messages.success(request, _("Saved: who leads this session may mark it."))
        return redirect("session", slug, uuid)
    return shown(
        request, form, slug, _("Who leads this session"), _("Save"), of=row.activity, session=row
    )


@led_back_to("session")
def move(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Hold a session, or its series from there on, at another time or place."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    require_open(by, row.ecosystem_id)
    began = on_the_wall(row.starts_at, row.ecosystem.time_zone)
    initial = {"day": row.day, "begins": began.time(), "minutes": row.minutes, "room": row.room_id}
    rooms = queries.rooms_to_choose(by, row.ecosystem, row.activity.site_id, row.room_id)
    recurs = row.series
    form = MoveForm(
        request.POST or None, initial=initial, rooms=rooms, recurs=recurs is not None,
        weekdays=recurring.weekdays_of(recurs.rule, recurs.starts, recurs.shift) if recurs else (),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        moment = moment_of(row.ecosystem, given["day"], given["begins"])
        wanted = Wanted(moment, given["minutes"] or row.minutes, given["room"])
        try:
            other = form.other_weekdays()
            done = actions.change_series(
                row, wanted, given.get("scope", "one"), by=by, at=timezone.now(),
                rule=recurring.on_weekdays(recurs.rule, recurs.starts, other) if other and recurs else "",
            )  # fmt: skip
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            undo = reverse("undo-series", args=[slug, row.activity.uuid])
            toasts.said(request, _moved(done, given.get("scope", "one")), undo=undo)
            warn(request, row.activity)
            return redirect("activity", slug, row.activity.uuid)
    return shown(
        request, form, slug, _("Move this session"), _("Move it"), of=row.activity, session=row
    )


def _moved(done: Outcome, scope: str) -> str:
    if scope == "one":
        return _("The session is moved. Tell those who come.")
    n = done.changed + done.new
    text = ngettext("%(n)s session is moved.", "%(n)s sessions are moved.", n) % {"n": n}
    then = _("Tell those who come.")
    return f"{text} {then}"
