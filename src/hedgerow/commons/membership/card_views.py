"""Cards: signing in with one, and issuing, printing and resetting them."""

from collections.abc import Sequence
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions, card_queries
from .actions.reach import require_card_for
from .clients import client_address
from .entering import entered, full_address
from .forms import CodeForm

INVALID = 422


@never_cache
def card(request: HttpRequest) -> HttpResponse:
    """Type the letters of a card."""
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return render(request, "membership/code.html", {"form": CodeForm()})
    status, refused = INVALID, ""
    if form.is_valid():
        client, now = client_address(request), timezone.now()
        try:
            person = actions.sign_in_by_code(form.cleaned_data["code"], client=client, at=now)
        except Refused as refusal:
            status, refused = int(refusal.status), str(refusal)
        else:
            return entered(request, person)
    return render(
        request, "membership/code.html", {"form": form, "refusal": refused}, status=status
    )


@never_cache
def card_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A button that signs in; whose card it is stands nowhere before."""
    if request.method != "POST":
        return render(request, "membership/card_link.html")
    return entered(request, actions.sign_in_by_card(secret, at=timezone.now()))


@never_cache
def group_cards(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
    """Who of a group has a card; sent, the sheet of new ones for those chosen."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    group = card_queries.group_for(by, place, uuid)
    people = card_queries.learners_for(by, place, group)
    if request.method == "POST":
        wanted = set(request.POST.getlist("people"))
        chosen = [person for person in people if str(person.uuid) in wanted]
        if chosen:
            return _sheet(request, place, chosen, reverse("group-cards", args=[slug, uuid]))
    lines = card_queries.lines_of(people)
    trouble = _("Choose at least one learner.") if request.method == "POST" else ""
    context = {"lines": lines, "group": group.name, "uuid": uuid, "trouble": trouble}
    return render(request, "membership/cards.html", context, status=INVALID if trouble else 200)


@never_cache
def person_card(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
    """One person's card: issue, reset, revoke."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    person = card_queries.person_for(by, uuid)
    require_card_for(place, {person.pk}, by)
    here = reverse("person-card", args=[slug, uuid])
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_card(place, person, by=by, at=timezone.now())
        toasts.said(request, _("The card is revoked."))
        return redirect(here)
    if request.method == "POST":
        return _sheet(request, place, [person], here)
    (line,) = card_queries.lines_of([person])
    return render(request, "membership/card.html", {"line": line})


def _sheet(
    request: HttpRequest, place: Ecosystem, people: Sequence[Person], back: str
) -> HttpResponseBase:
    """The printable sheet. It is streamed, so that no answer kept for a repetition has codes."""
    issued = actions.issue_cards(place, people, by=actor(request), at=timezone.now())
    context = {
        "cards": [_printed(request, one) for one in issued],
        "address": full_address(request, reverse("card")),
        "place_name": place.said("name"),
        "back": back,
    }
    return StreamingHttpResponse([render_to_string("membership/sheet.html", context, request)])


def _printed(request: HttpRequest, issued: actions.IssuedCard) -> card_queries.PrintedCard:
    code = issued.code
    url = full_address(request, reverse("card-link", args=[issued.secret]))
    drawn = segno.make(url, error="m").svg_inline(omitsize=True, border=2, svgclass="qr")
    return card_queries.PrintedCard(
        name=issued.name,
        groups=(code[:3], code[3:6], code[6:]),
        qr=mark_safe(drawn),  # noqa: S308 - a drawing of our own address
    )
