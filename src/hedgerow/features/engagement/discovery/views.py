"""Pages on which one finds what is offered."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.features.engagement.opportunities.wording import listed
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.middleware import may_locate

from . import queries, wording
from .drawing import Drawing, Spot, drawing, named
from .forms import SearchForm
from .models import Often
from .rules import Asked

SIMPLE = "simple"


def find(request: HttpRequest, slug: str) -> HttpResponse:
    """What fits, of what one ecosystem offers."""
    return _found(request, ecosystem_for(actor(request), slug))


def find_everywhere(request: HttpRequest) -> HttpResponse:
    """What fits, of what all ecosystems offer that one sees."""
    return _found(request, None)


def _found(request: HttpRequest, ecosystem: Ecosystem | None) -> HttpResponse:
    by, now = actor(request), timezone.now()
    choices = queries.choices_for(by, ecosystem)
    form = SearchForm(request.GET, choices)
    is_read = form.is_valid()
    asked, after = form.asked() if is_read else Asked(), request.GET.get("after", "")
    try:
        search = queries.searched(by, asked, ecosystem, now, after=after) if is_read else None
    except ValueError:  # a cursor of another search: begin at the start
        after, search = "", queries.searched(by, asked, ecosystem, now)
    simple = request.GET.get("view") == SIMPLE
    context = {
        "form": form,
        "choices": choices,
        "search": search,
        "slug": ecosystem.slug if ecosystem else "",
        "begun": bool(after),
        **_ways(asked, choices, search, simple=simple),
        "is_read": is_read,
        "often": Often.choices,
        **_followed(ecosystem),
    }
    page = "discovery/simple.html" if simple else "discovery/find.html"
    return may_locate(render(request, page, context, status=200 if is_read else 422))


def _ways(
    asked: Asked, choices: queries.Choices, search: queries.Search | None, *, simple: bool
) -> Mapping[str, Any]:
    """Addresses that lead on from here, and the drawing of what is shown."""
    view = {"view": SIMPLE} if simple else {}
    told = wording.told(asked, choices.kinds, easy=simple, **view)
    words = {one.name: one for one in told}
    helps = [(words[one.name], one.total) for one in search.helps] if search else []
    items = search.items if search else ()
    drawn = drawing({one.number: one.point for one in items if one.point})
    names = {one.number: one.where for one in items}
    following = search.finds.next if search else ""
    return {
        "told": told,
        "kept": wording.kept(asked),
        "near": asked.near,
        "anywhere": wording.address(asked.without("near"), **view),
        "farther": wording.farther(asked, **view),
        "helps": helps,
        "drawing": drawn,
        "labels": named(drawn, names) if drawn else (),
        "spots": _spots(drawn, {one.number: one.title for one in items}),
        "unplaced": sum(one.point is None for one in items),
        "next": wording.address(asked, after=following, **view) if following else "",
        "first": wording.address(asked, **view),
        "simple": wording.address(asked, view=SIMPLE),
        "full": wording.address(asked),
        "title": wording.title(asked, choices.kinds),
        "query": wording.address(asked).removeprefix("?"),
    }


def _followed(ecosystem: Ecosystem | None) -> Mapping[str, str]:
    """Where programs follow what everybody may see."""
    if ecosystem is None:
        return {
            "calendar": reverse("every-opportunity-calendar"),
            "feed": reverse("every-opportunity-atom"),
        }
    if not ecosystem.public:
        return {}
    here = [ecosystem.slug]
    return {
        "calendar": reverse("opportunities-calendar", args=here),
        "feed": reverse("opportunities-atom", args=here),
    }


def _spots(drawn: Drawing | None, titles: Mapping[int, str]) -> list[tuple[Spot, str]]:
    """Each with the titles of what lies there."""
    spots = drawn.spots if drawn else ()
    return [(one, listed([titles[number] for number in one.numbers])) for one in spots]
