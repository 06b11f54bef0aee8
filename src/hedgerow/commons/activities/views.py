"""Pages about activities and their sessions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.words import headings
from hedgerow.foundation.closing import require_held, require_open, require_somewhere
from hedgerow.foundation.errors import Invalid, NotFound, Stale
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export, export_of
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries
from .forms import ActivityForm
from .late_listing import Unconfirmed, Untaken
from .listing import Activities, OwnActivities, Places, Sessions
from .models import Activity, Session
from .permissions import CONFIRM_SESSION, EDIT_ACTIVITIES, MARK_ATTENDANCE, VIEW_ACTIVITIES

INVALID = 422


def activities(request: HttpRequest, slug: str) -> HttpResponse:
    """What is offered here, as a table."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    rows, mine = queries.activities(by, ecosystem), bool(request.GET.get("mine"))
    told = queries.own_of(by, rows) if mine else rows
    table = (OwnActivities if mine else Activities)(told, request.GET)
    table.calling(headings(ecosystem.vocabulary, {"title": "activity", "site": "site"}))
    may_offer = by.may_somewhere(EDIT_ACTIVITIES, ecosystem.pk)
    may_mark = by.may_somewhere(MARK_ATTENDANCE, ecosystem.pk)
    context = {"table": table.page(), "slug": slug, "may_offer": may_offer, "mine": mine, "belongs": by.holds(VIEW_ACTIVITIES, ecosystem.pk),
               "may_mark": may_mark, "may_confirm": by.may_somewhere(CONFIRM_SESSION, ecosystem.pk), "may_see_rooms": by.may(VIEW_ACTIVITIES, ecosystem.pk), "may_edit_kinds": by.may(EDIT_ACTIVITIES, ecosystem.pk)}  # fmt: skip
    file = export(table, request.GET.get("format", ""))
    return file or render(request, "activities/activities.html", context)


def untaken(request: HttpRequest, slug: str) -> HttpResponse:
    """Past sessions that nobody has marked: to mark, to cancel or to hand over."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_held(by, MARK_ATTENDANCE, within=ecosystem.pk, at_a_site=True)
    table = Untaken(queries.untaken(by, ecosystem), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"table": table.page(), "slug": slug}
    return file or render(request, "activities/untaken.html", context)


def unconfirmed(request: HttpRequest, slug: str) -> HttpResponse:
    """Sessions that the other side marked, to be confirmed."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_held(by, CONFIRM_SESSION, within=ecosystem.pk, at_a_site=True)
    table = Unconfirmed(queries.unconfirmed(by, ecosystem), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"table": table.page(), "slug": slug}
    return file or render(request, "activities/unconfirmed.html", context)


def activity(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One activity: who delivers it, its sessions, who takes part."""
    by = actor(request)
    page = queries.activity_page(by, slug, uuid)
    if "format" in request.GET:
        row = queries.activity_row(by, slug, uuid)
        sessions = Sessions(queries.sessions(by, row), {})
        file = export_of(request.GET, sessions, Places(queries.places(by, row), {}))
        if file is not None:
            return file
    return render(request, "activities/activity.html", {"page": page})


def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a new activity."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_somewhere(by, EDIT_ACTIVITIES, within=ecosystem.pk)
    if not queries.kinds_of(ecosystem).exists():
        context = {"slug": slug, "may_add": by.may(EDIT_ACTIVITIES, ecosystem.pk)}
        return render(request, "activities/no_kinds.html", context)
    form = ActivityForm(request.POST or None, actor=by, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.offer_activity(ecosystem, form.row(), by=by, at=timezone.now())
        except Invalid as error:
            _show(form, error)
        else:
            messages.success(request, _("The activity is offered. Plan its sessions next."))
            return redirect("activity", slug, made.uuid)
    return shown(request, form, slug, _("Offer an activity"), _("Offer it"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change an activity."""
    by = actor(request)
    row = open_to(request, slug, uuid, EDIT_ACTIVITIES, leading=False)
    given: dict[str, Any] = {
        name: getattr(row, name) for name in ActivityForm.base_fields if hasattr(row, name)
    }
    given["delivered_by"] = [one.organisation_id for one in row.deliveries.all()]
    form = ActivityForm(
        request.POST or None, initial=given, actor=by, ecosystem=row.ecosystem, of=row
    )
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            values = form.row()
            actions.edit_activity(row, values, by=by, at=timezone.now(), revision=revision)
        except Invalid as error:
            _show(form, error)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("activity", slug, uuid)
    return shown(request, form, slug, row.said("title"), _("Save"), of=row)


def open_to(
    request: HttpRequest, slug: str, uuid: UUID, permission: str, *, leading: bool = True
) -> Activity:
    """The activity, for somebody who may do that there; everybody else finds nothing."""
    by = actor(request)
    row = queries.activity_row(by, slug, uuid)
    if not Activity.objects.open_to(by, permission, leading=leading).filter(pk=row.pk).exists():
        raise NotFound
    require_open(by, row.ecosystem_id)
    return row


def _show(form: ActivityForm, error: Invalid) -> None:
    for name, texts in error.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def shown(
    request: HttpRequest,
    form: Any,
    slug: str,
    title: str,
    button: str,
    *,
    of: Activity | None = None,
    session: Session | None = None,
) -> HttpResponse:
    """A form, under the name of the activity ``of`` which it is, and the day of the session."""
    context = {"form": form, "slug": slug, "title": title, "button": button, "of": of}
    context["session"] = session
    return render(request, "activities/form.html", context, status=status_of(form))
