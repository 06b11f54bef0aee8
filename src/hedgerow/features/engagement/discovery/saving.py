"""Pages of one's own saved searches."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import actions, queries, wording
from .forms import SavedForm, SearchForm
from .queries import saved


@never_cache
@signed_in
def searches(request: HttpRequest) -> HttpResponse:
    """One's saved searches, each with how often it tells."""
    return _listed(request)


def _listed(request: HttpRequest, wrong: SavedForm | None = None) -> HttpResponse:
    """All of them; the form that was sent and is ``wrong`` stands in place of its own."""
    rows = []
    for one in saved.saved_searches(actor(request)):
        kept, prefix = {"name": one.name, "often": one.often}, one.uuid.hex[-8:]
        is_wrong = wrong is not None and wrong.prefix == prefix
        rows.append((one, wrong if is_wrong else SavedForm(initial=kept, prefix=prefix)))
    status = 422 if wrong else 200
    return render(request, "discovery/searches.html", {"searches": rows}, status=status)


@never_cache
@signed_in
def search(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where its finds stand."""
    return redirect(saved.saved_search(actor(request), uuid).url)


@require_POST
def save(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Keep the search whose address is sent; who may not see the ecosystem is told nothing of it."""
    place = ecosystem_for(actor(request), slug) if slug else None
    return _saved(request, place=place)


@signed_in
def _saved(request: HttpRequest, place: Ecosystem | None) -> HttpResponse:
    by = actor(request)
    choices = queries.choices_for(by, place)
    form = SearchForm(QueryDict(request.POST.get("query", "")), choices)
    if not form.is_valid():
        raise Invalid({name: [str(one) for one in said] for name, said in form.errors.items()})
    asked = form.asked()
    name = request.POST.get("name", "").strip() or wording.title(asked, choices.kinds)
    often = request.POST.get("often", "weekly")
    actions.save_search(asked, name, often, place, by=by, at=timezone.now())
    messages.success(request, _("The search is saved. It stands under “Saved searches”."))
    return redirect("saved-searches")


@require_POST
@signed_in
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Call it otherwise, or have it tell more or less often."""
    by, said = actor(request), saved.saved_search(actor(request), uuid)
    form = SavedForm(request.POST, prefix=uuid.hex[-8:])
    if not form.is_valid():
        return _listed(request, form)
    values = form.cleaned_data
    actions.change_saved_search(
        said.uuid, name=values["name"], often=values["often"], by=by, at=timezone.now()
    )
    messages.success(request, _("Saved."))
    return redirect("saved-searches")


@require_POST
@signed_in
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep it no longer."""
    row = actions.delete_saved_search(uuid, by=actor(request), at=timezone.now())
    messages.success(request, _("“%(name)s” is deleted.") % {"name": row.name})
    return redirect("saved-searches")
