"""The atlas, an ecosystem's own page, my week and my record."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hedgerow.commons.membership.own_queries import signed_in_elsewhere
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of
from hedgerow.portal import queries
from hedgerow.portal.leaving import others_erase
from hedgerow.portal.wording import address

View = Callable[[HttpRequest], HttpResponse]


def signed_in(view: View) -> View:
    """Lead who has not signed in to where one does, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if actor(request).person_id is not None:
            return view(request)
        sign_in = address("sign-in")
        if not sign_in:
            raise NotFound
        return redirect(f"{sign_in}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def atlas(request: HttpRequest) -> HttpResponse:
    """All ecosystems that the reader may see: as leaves, as a list, on a map."""
    page = queries.atlas(actor(request), queries.asked_for(request.GET))
    listed = Sheet(
        "ecosystems",
        (
            _("Ecosystem"),
            _("Part of"),
            pgettext("where it is", "Place"),
            _("Country"),
            _("Kind"),
            *page.titles,
        ),
        lambda: (
            (
                one.name,
                one.whole,
                one.territory,
                one.country,
                one.kind,
                *(level for _t, level, _s in one.levels),
            )
            for one in page.cards
        ),
    )
    return export_of(request.GET, listed) or render(request, "portal/atlas.html", {"page": page})


def ecosystem(request: HttpRequest, slug: str) -> HttpResponse:
    """One ecosystem: its leaf, purpose, figures, next sessions, members and latest changes."""
    page = queries.ecosystem_page(
        actor(request), slug, timezone.now(), request.GET.get("part", "")[:100]
    )
    return render(request, "portal/ecosystem.html", {"page": page})


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """My week; of one ecosystem alone where it is chosen."""
    found = queries.week(actor(request), timezone.now(), request.GET.get("at", "")[:60])
    return render(request, "portal/home.html", {"week": found})


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """My record."""
    by, now = actor(request), timezone.now()
    page = queries.record_page(by, now)
    elsewhere = signed_in_elsewhere(by, str(request.session.session_key), now)
    context = {
        "page": page, "elsewhere": elsewhere, "others_erase": others_erase(by=by, at=now),
    }  # fmt: skip
    return render(request, "portal/me.html", context)
