"""Population groups: turned on and announced by a convener; declared by people for themselves."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions
from .declarations import announced
from .group_forms import PopulationGroupForm
from .models import Person, PopulationGroup
from .person_views import signed_in

Row = TypeVar("Row", bound=Model)


@never_cache
def population_groups(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether groups are collected here, and which may be declared."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    require(by, EDIT_ECOSYSTEM, within=place.pk)
    if request.POST.get("collect") in ("on", "off"):
        collects = request.POST["collect"] == "on"
        edit_ecosystem(place, by=by, at=now, collects_groups=collects)
        said = _("Groups are collected from now on.") if collects else _("No longer collected.")
        messages.success(request, said)
        return redirect("population-groups", slug)
    form = PopulationGroupForm(request.POST or None, ecosystem=place)
    if request.method == "POST" and form.is_valid():
        done = actions.announce_groups(place, [form.said()], by=by, at=now)
        said = _("It was there already.")
        if done.new or done.changed:
            said = _("It can be declared from now on.") if done.new else _("Saved.")
        messages.success(request, said)
        return redirect("population-groups", slug)
    context = {
        "slug": slug, "form": form, "collects": place.collects_groups,
        "dimensions": announced(place),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "people/groups.html", context, status=status)


@require_POST
@signed_in
def my_groups(request: HttpRequest) -> HttpResponse:
    """Declare and withdraw, for oneself or one's ward."""
    by = actor(request)
    place = ecosystem_for(by, request.POST.get("ecosystem", ""))
    person = _row(Person.objects.visible_to(by), request.POST.get("person", ""))
    groups = PopulationGroup.objects.filter(ecosystem=place)
    chosen = [_row(groups, one).pk for one in request.POST.getlist("groups")[:100]]
    done = actions.declare_own_groups(place, person, chosen, by=by, at=timezone.now())
    if done.new or done.changed:
        messages.success(request, _("Noted. Nobody is shown this about one person."))
    return redirect("my-details")


def _row(rows: QuerySet[Row], text: str) -> Row:
    """The row of that UUID; raises NotFound."""
    try:
        found = rows.filter(uuid=UUID(text)).first()
    except ValueError as error:
        raise NotFound from error
    if found is None:
        raise NotFound
    return found
