"""Pages on which an ecosystem is started."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, EXPORT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.entering import full_address
from hedgerow.commons.membership.first_person import way_in
from hedgerow.commons.membership.zones import zone_of_person
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from .actions import start_planting
from .bring_forms import BringForm
from .bringing import bring_blueprint, key_of
from .cards import card, cards, planting, wholes_of
from .coming import left_behind
from .errors import NoSuchBlueprint
from .exporting import as_toml, taken_along
from .forms import StartForm
from .showing import carriages
from .standing import in_words_of_pages


def start(request: HttpRequest) -> HttpResponse:
    """Every blueprint as a card; where nobody can sign in yet, how the first person does."""
    known = actor(request).person_id is not None
    whole = _whole(request)
    context = {
        "cards": cards(whole.blueprint if whole else ""), "way_in": "" if known else way_in(timezone.now()),
        "whole": whole.said("name") if whole else "",
        "slug": whole.slug if whole else "", "of": f"?part_of={whole.slug}" if whole else "",
    }  # fmt: skip
    return render(request, "blueprints/start.html", context)


def name(request: HttpRequest, key: str) -> HttpResponse:
    """Name the ecosystem; sent, a job plants it."""
    if actor(request).person_id is None:
        return redirect_to_login(request.get_full_path())
    chosen = card(key, actor(request))
    usual = {"languages": chosen.languages, "time_zone": zone_of_person(actor(request))}
    if whole := _whole(request):
        usual |= {
            "part_of": whole.slug, "languages": whole.languages, "time_zone": whole.time_zone,
        }  # fmt: skip
    form = StartForm(
        request.POST or None, initial=usual, wholes=wholes_of(actor(request)),
        may_bring=chosen.coming.waits,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given, root = form.given(), full_address(request, "/")
        try:
            job = start_planting(key, by=actor(request), at=timezone.now(), root=root, **given)
        except Invalid as wrong:
            form.add_error("invite", [text for texts in wrong.fields.values() for text in texts])
        else:
            return redirect("planting", job)
    status = 422 if form.errors else 200
    context = {"card": chosen, "form": form}
    return render(request, "blueprints/name.html", context, status=status)


def _whole(request: HttpRequest) -> Ecosystem | None:
    """That of which a part is to be started, where the reader may."""
    sought = request.GET.get("part_of", "")
    found = (one for one in wholes_of(actor(request)) if one.slug == sought)
    return next(found, None) if sought else None


def progress(request: HttpRequest, job: UUID) -> HttpResponse:
    """How far the planting is; who comes once it is done is led to the ecosystem.

    A page that asks how far it is follows by itself.
    """
    page = planting(actor(request), job)
    if page.progress.state == "done" and "HX-Request" not in request.headers:
        return redirect(page.done_url)
    return render(request, "blueprints/progress.html", {"page": page})


def carried(request: HttpRequest, slug: str) -> HttpResponse:
    """What comes with the blueprint, to read, and what of it stays behind when it is taken elsewhere."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, EDIT_ECOSYSTEM, within=place.pk)
    held = taken_along(by, slug).held if by.may(EXPORT_ECOSYSTEM, place.pk) else ()
    told = [(in_words_of_pages(one.where), one) for one in held]
    context = {
        "slug": slug, "carriages": carriages(place), "blueprint": place.blueprint,
        "held": [one for one in told if not one[1].reaches],
        "reached": [one for one in told if one[1].reaches], "behind": left_behind(place),
    }  # fmt: skip
    return render(request, "blueprints/carried.html", context)


def bring(request: HttpRequest) -> HttpResponse:
    """Send in a blueprint file; the next page asks for a name."""
    if actor(request).person_id is None:
        return redirect_to_login(request.get_full_path())
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = bring_blueprint(form.text(), by=actor(request), at=timezone.now())
        except NoSuchBlueprint as faults:
            form.add_error("file", [_("This is no blueprint."), *form.named(str(faults))])
        else:
            return redirect("start-from", key_of(row))
    status = 422 if form.errors else 200
    return render(request, "blueprints/bring.html", {"form": form}, status=status)


def take_elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """The ecosystem's set-up as a blueprint, to keep or to plant on another installation."""
    taken = taken_along(actor(request), slug)
    file = as_toml(taken.blueprint, taken.held)
    named = {"Content-Disposition": f'attachment; filename="{slug}.toml"'}
    return HttpResponse(file, content_type="application/toml; charset=utf-8", headers=named)
