"""Pages on which kinds of placement are set up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotPermitted, Refused, Stale
from hedgerow.foundation.folding import folded
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, usual
from .kind_forms import KindForm, kind_said
from .models import PlacementKind
from .permissions import EDIT_KINDS
from .told_lists import tell_lists

INVALID = 422


def kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """Kinds of placement; below each what it requires."""
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), EDIT_KINDS, within=place.pk)
    rows = PlacementKind.objects.filter(ecosystem=place)
    lines = [
        (row.uuid, row.shown, [one.shown for one in row.requirements.all()])
        for row in rows.prefetch_related("requirements")
    ]
    lines.sort(key=lambda line: folded(line[1]))
    lacking = len(usual.KINDS.names.keys() - {row.key for row in rows})
    context = {"kinds": lines, "slug": slug, "lacking": lacking}
    return render(request, "placements/kinds.html", context)


@require_POST
def add_usual(request: HttpRequest, slug: str) -> HttpResponse:
    """Add the kinds that most ecosystems have, and go back to what needed one."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    done = actions.add_usual_placement_kinds(place, by=by, at=timezone.now())
    said = ngettext("%(n)s kind is added.", "%(n)s kinds are added.", done.new)
    messages.success(request, said % {"n": done.new})
    asks = request.POST.get("then") == "ask"
    return redirect("placement-new" if asks else "placement-kinds", slug)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a kind."""
    place = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_KINDS, within=place.pk)
    return _saving(request, place, None)


def kind(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a kind."""
    place = ecosystem_for(actor(request), slug)
    row = one(PlacementKind.objects.visible_to(actor(request)).filter(ecosystem=place), uuid)
    require(actor(request), EDIT_KINDS, within=place.pk)
    return _saving(request, place, row)


def _saving(request: HttpRequest, place: Ecosystem, row: PlacementKind | None) -> HttpResponse:
    form = KindForm(
        request.POST or None, ecosystem=place, of=row, initial=kind_said(row) if row else {}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = row.key if row else slugify(given["title"])[:60] or f"k{timezone.now():%H%M%S}"
        try:
            actions.save_placement_kind(
                place, key, by=actor(request), at=timezone.now(), revision=given["revision"],
                **tell_lists(_values(row, given), given, row),
            )  # fmt: skip
        except NotPermitted:
            raise
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("placement-kinds", place.slug)
    title = row.shown if row else _("Add a kind of placement")
    context = {"form": form, "slug": place.slug, "title": title}
    return render(request, "placements/kind.html", context, status=status_of(form))


def _values(row: PlacementKind | None, given: dict[str, Any]) -> dict[str, Any]:
    """Lines as rows; a title keeps the key it had, and a usual one the words in which it is kept."""
    steps = {one.named: one for one in row.requirements.all()} if row else {}
    asked = {title: key for key, title in row.named_asked()} if row else {}
    kept = dict(row.asked) if row else {}
    return {
        "title": usual.KINDS.kept(row.key, row.title, given["title"]) if row else given["title"],
        "activity_kind": given["activity_kind"],
        "opportunity_kind": given["opportunity_kind"],
        "goal_minutes": given["goal"] * 60 if given["goal"] else None,
        "asked": [
            [asked[title], kept[asked[title]]] if title in asked else [_key(title, n), title]
            for n, title in enumerate(given["asked"])
        ],
        "scale": _scale(row, given["scale"]),
        "requirements": [
            {**one, "key": known.key, "title": known.title}
            if (known := steps.get(one["title"]))
            else {**one, "key": _key(one["title"], n)}
            for n, one in enumerate(given["requirements"])
        ],
    }


def _scale(row: PlacementKind | None, words: list[str]) -> list[list[Any]]:
    old = dict(row.scale) if row else {}
    return [
        [level, usual.LEVELS.kept(str(level), old.get(level, ""), said)]
        for level, said in enumerate(words, 1)
    ]


def _key(title: str, number: int) -> str:
    return slugify(title)[:50] or f"n{number + 1}"
