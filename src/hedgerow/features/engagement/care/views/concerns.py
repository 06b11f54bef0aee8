"""A concern is raised in two steps by anybody; leads read, note and close."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.people.models import Person
from hedgerow.foundation.acts.looking import keep_no_answer
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from .. import actions
from ..forms import CloseForm, NoteForm, RaiseForm
from ..queries.concerns import concern_page, concern_row, concerns_of
from ..queries.leads import leads_of, leads_on, own_site, require_lead


@never_cache
@signed_in
def raise_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happened; see to whom it goes; send."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.holds(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    require_open(by, place.pk)
    now = timezone.now()
    leads = leads_of(place, own_site(by, place), now)
    form = RaiseForm(request.POST or None, leads)
    context = {
        "slug": slug, "form": form, "leads": [one.name for one in leads],
        "reads": leads_on(by, place, now),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said, against = form.cleaned_data, form.accused()
        if "send" in request.POST:
            me = Person.objects.filter(pk=by.person_id or 0).first()
            about = me if said["about"] == "me" else None
            actions.raise_concern(
                place, said["text"], about=about, about_name=said["about_name"], against=against,
                by=by, at=now,
            )  # fmt: skip
            to = [one for one in leads if one != against]
            return render(request, "care/raised.html", {"slug": slug, "reached": bool(to)})
        keep_no_answer(request)
        context["to"] = [one.name for one in leads if one != against]
        context["look"] = True
    status = 422 if form.errors else 200
    return render(request, "care/raise.html", context, status=status)


@never_cache
def concerns(request: HttpRequest, slug: str) -> HttpResponse:
    """Those on which one leads: when and where, not what."""
    by, place = _place(request, slug)
    return render(request, "care/concerns.html", {"slug": slug, "rows": concerns_of(by, place)})


@never_cache
@require_POST
def look(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Open one; that is noted."""
    by, place = _place(request, slug)
    keep_no_answer(request)
    row = actions.look_at_concern(concern_row(by, place, uuid), by=by, at=timezone.now())
    context = {
        "page": concern_page(row, by, timezone.now()),
        "note": NoteForm(),
        "close": CloseForm(),
    }
    return render(request, "care/concern.html", context)


@require_POST
def note(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    by, place = _place(request, slug)
    row, form = concern_row(by, place, uuid), NoteForm(request.POST)
    if not form.is_valid():
        context = {
            "page": concern_page(row, by, timezone.now()),
            "note": form,
            "close": CloseForm(),
        }
        return render(request, "care/concern.html", context, status=422)
    actions.note_on_concern(row, **form.cleaned_data, by=by, at=timezone.now())
    toasts.said(request, _("Noted."))
    return redirect("concerns", slug)


@require_POST
def close(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    by, place = _place(request, slug)
    row, form = concern_row(by, place, uuid), CloseForm(request.POST)
    if not form.is_valid():
        context = {"page": concern_page(row, by, timezone.now()), "note": NoteForm(), "close": form}
        return render(request, "care/concern.html", context, status=422)
    actions.close_concern(row, form.cleaned_data["outcome"], by=by, at=timezone.now())
    toasts.said(request, _("Closed."))
    return redirect("concerns", slug)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_lead(by, place, timezone.now())
    return by, place
