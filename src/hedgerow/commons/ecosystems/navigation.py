"""The ecosystem that a page belongs to, and the way to its other pages, for this reader."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject

from hedgerow.foundation import requests
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.navigation import Entry, leads

from .models import Ecosystem
from .permissions import REOPEN_ECOSYSTEM
from .words import Vocabulary

BELOW: Final = re.compile(r"/e/(?P<slug>[-\w]+)/")
USUAL: Final = 3
"""How many of those always in sight come before where the reader is."""
KEPT: Final = "_ecosystem_of_address"


@dataclass(frozen=True, slots=True)
class Tab:
    title: str | Promise
    url: str
    is_here: bool


Shown = list[tuple[str | Promise, Tab]]
"""Each page with the heading it stands under, if any."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading; ``key`` names it on the page."""

    key: str
    title: str | Promise
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What every page of an ecosystem shows of it."""

    slug: str
    name: str
    simulated: bool
    closed_on: date | None
    may_reopen: bool
    vocabulary: Vocabulary
    tabs: tuple[Tab, ...]
    groups: tuple[Group, ...]


def context(request: HttpRequest) -> dict[str, object]:
    """``place``, read from the address' slug when a template asks for it; None elsewhere."""
    return {"place": SimpleLazyObject(lambda: place(request))}


def place(request: HttpRequest) -> Place | None:
    """The place of this request; one query. An address that leads nowhere is still in a place."""
    found = place_at(request)
    if found is None:
        return None
    actor = requests.actor(request)
    shown = _tabs(request, actor, found)
    return Place(
        found.slug, found.said("name"), found.simulated, found.closed_on,
        found.closed_on is not None and actor.may(REOPEN_ECOSYSTEM, found.pk),
        found.vocabulary, tuple(_in_sight(shown)), tuple(_groups(shown)),
    )  # fmt: skip


def place_at(request: HttpRequest) -> Ecosystem | None:
    """The ecosystem beneath which the address lies, if the reader may see it; read once."""
    if not hasattr(request, "actor"):
        return None
    if not hasattr(request, KEPT):
        named = BELOW.match(request.path)
        seen = Ecosystem.objects.visible_to(requests.actor(request))
        setattr(request, KEPT, seen.filter(slug=named["slug"]).first() if named else None)
    found: Ecosystem | None = getattr(request, KEPT)
    return found


def _in_sight(shown: Shown) -> list[Tab]:
    """Those without a group, and the one in a group on which the reader is, before the last."""
    alone = [tab for group, tab in shown if not group]
    here = [tab for group, tab in shown if group and tab.is_here]
    return [*alone[:USUAL], *here, *alone[USUAL:]]


def _groups(shown: Shown) -> list[Group]:
    """The others under their headings, in the order in which the headings come."""
    found: dict[str | Promise, list[Tab]] = {}
    for group, tab in shown:
        if group:
            found.setdefault(group, []).append(tab)
    named = enumerate(found.items(), start=1)
    return [Group(f"pages-{number}", title, tuple(tabs)) for number, (title, tabs) in named]


def _tabs(request: HttpRequest, actor: Actor, ecosystem: Ecosystem) -> Shown:
    """The entries that lead somewhere; those are here with whose address the page's begins.

    Every page is below the first one, so that one is here only itself.
    """
    entries: tuple[Entry, ...] = settings.HEDGEROW_NAVIGATION
    found: Shown = []
    for entry in entries:
        urls = [url for name in (entry.name, *entry.also) if (url := _address(name, ecosystem))]
        closed = ecosystem.closed_on is not None
        if not urls or not entry.is_for(actor, ecosystem.pk, closed=closed):
            continue
        if not leads(entry.name, actor, ecosystem):
            continue
        begun = any(request.path.startswith(url) for url in urls)
        is_here = begun if found else request.path == urls[0]
        found.append((entry.group, Tab(entry.title, urls[0], is_here)))
    return found


def _address(name: str, ecosystem: Ecosystem) -> str:
    """Empty for a page of an app that this installation does not have."""
    try:
        return reverse(name, args=[ecosystem.slug])
    except NoReverseMatch:
        return ""
