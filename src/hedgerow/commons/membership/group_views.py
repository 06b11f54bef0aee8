"""Groups: made, changed, filled, emptied and ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.acts.looking import Looked
from hedgerow.foundation.closing import require_somewhere
from hedgerow.foundation.errors import NotFound, Stale
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.revised import status_of

from .actions.group_editing import edit_group, end_group, make_group, put_back
from .actions.places import end_places, place_many
from .errors import MayNotLead
from .group_forms import EndForm, GroupForm, PeopleForm
from .leading import who_may_lead
from .models import Group
from .permissions import EDIT_GROUPS
from .picking import entered, is_step, picker

INVALID = 422
SALT = "membership.removed"


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a group."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require_somewhere(by, EDIT_GROUPS, within=ecosystem.pk)
    initial = {"starts": today(ecosystem)}
    form = GroupForm(request.POST or None, actor=by, ecosystem=ecosystem, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = make_group(ecosystem, form.values(), by=by, at=timezone.now())
        messages.success(request, _("The group is made. Add its learners next."))
        return redirect("group-add", slug, made.uuid)
    return _form(request, form, slug, _("Make a group"), _("Make it"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a group; of two who do so at once the second sees both versions."""
    by, group = actor(request), open_to(actor(request), slug, uuid)
    names = ("name", "kind", "organisation", "grade", "school_year", "starts", "ends", "revision")
    given = {name: getattr(group, name) for name in names}
    form = GroupForm(request.POST or None, initial=given, actor=by, ecosystem=group.ecosystem)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            edit_group(group, form.values(), by=by, at=timezone.now(), revision=revision)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("group", slug, uuid)
    return _form(request, form, slug, group.name, _("Save"), uuid)


def add(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Put people in a group: found by name, or by their codes."""
    by, group = actor(request), open_to(actor(request), slug, uuid)
    leads = bool(request.POST.get("leads")) or request.GET.get("as") == "lead"
    form = _adding(request, group, leads=leads)
    status = INVALID if form.errors else 200
    if request.method == "POST" and not is_step(request) and form.is_valid():
        shared = {"group_id": group.pk, "leads": leads, "starts": form.cleaned_data["starts"]}
        rows = [{**shared, "person_id": pk} for pk in sorted(form.ids())]
        try:
            place_many(group.ecosystem, rows, by=by, at=timezone.now())
        except MayNotLead as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            n = len(rows)
            said = ngettext("One person is in.", "%(n)s people are in.", n) % {"n": n}
            messages.success(request, said)
            return redirect("group", slug, uuid)
    context = {"form": form, "slug": slug, "uuid": uuid, "name": group.name, "leads": leads}
    page = render(request, "membership/group_add.html", context, status=status)
    return Looked(page.content) if is_step(request) else page


def _adding(request: HttpRequest, group: Group, *, leads: bool) -> PeopleForm:
    """The form with a page of people; what was entered stays while one looks further.

    To lead, only who has a role in which one may lead is offered.
    """
    by = actor(request)
    there = group.places.filter(ends__isnull=True)
    day = max(today(group.ecosystem), group.starts)
    offered = people_of(by, group.ecosystem)
    if leads:
        offered = offered.filter(pk__in=who_may_lead(group.ecosystem, day).values("pk"))
    page = picker(request, group.ecosystem, offered, there)
    sent = None if is_step(request) else request.POST or None
    initial = {"starts": day, "leads": "yes" if leads else "", **entered(request)}
    return PeopleForm(sent, initial=initial, actor=by, ecosystem=group.ecosystem, page=page)


@require_POST
def remove(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take the chosen people out of a group; the next page offers to undo it."""
    by, group = actor(request), open_to(actor(request), slug, uuid)
    on = today(group.ecosystem)
    chosen = [one for one in request.POST.getlist("people") if is_uuid(one)]
    ids = list(people_of(by, group.ecosystem).filter(uuid__in=chosen).values_list("pk", flat=True))
    rows = [{"group_id": group.pk, "person_id": pk} for pk in ids]
    ended = end_places(group.ecosystem, rows, on, by=by, at=timezone.now()) if rows else 0
    if not ended:
        messages.warning(request, _("Choose whom to take out."))
        return redirect("group", slug, uuid)
    said = ngettext("One person is out.", "%(n)s people are out.", ended) % {"n": ended}
    signed = signing.dumps([group.pk, on.isoformat(), ids], salt=SALT, compress=True)
    undo = f"{reverse('group-put-back', args=[slug, uuid])}?{urlencode({'who': signed})}"
    toasts.said(request, said, undo=undo)
    return redirect("group", slug, uuid)


@require_POST
def restore(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Undo a removal."""
    by, group = actor(request), open_to(actor(request), slug, uuid)
    try:
        signed = request.GET.get("who", "")
        pk, on, ids = signing.loads(signed, salt=SALT, max_age=86_400)
    except signing.BadSignature as error:
        raise NotFound from error
    if pk != group.pk:
        raise NotFound
    put_back(group, ids, date.fromisoformat(on), by=by, at=timezone.now())
    messages.success(request, _("They are in again."))
    return redirect("group", slug, uuid)


def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """End a group and the places in it."""
    by, group = actor(request), open_to(actor(request), slug, uuid)
    form = EndForm(request.POST or None, initial={"ends": today(group.ecosystem)})
    if request.method == "POST" and form.is_valid():
        end_group(group, form.cleaned_data["ends"], by=by, at=timezone.now())
        messages.success(request, _("The group has ended."))
        return redirect("group", slug, uuid)
    title = _("End %(group)s") % {"group": group.name}
    return _form(request, form, slug, title, _("End it"), uuid)


def open_to(by: Actor, slug: str, uuid: UUID) -> Group:
    """The group, for somebody who may edit it; raises NotFound where unseen, or NotPermitted."""
    rows = Group.objects.visible_to(by).select_related("ecosystem", "organisation")
    group = rows.filter(ecosystem__slug=slug, uuid=uuid).first()
    if group is None or not by.may(VIEW_ECOSYSTEM, group.ecosystem_id):
        raise NotFound
    require(by, EDIT_GROUPS, within=group.ecosystem_id, at_site=group.organisation_id)
    return group


def is_uuid(text: str) -> bool:
    """Whether the text can be a public id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _form(
    request: HttpRequest, form: Any, slug: str, title: str, button: str,
    uuid: UUID | None = None,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "slug": slug, "title": title, "button": button, "uuid": uuid}
    return render(request, "membership/group_form.html", context, status=status_of(form))
