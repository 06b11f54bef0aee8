"""Calendars that other programs read, and the page on which one's own gets its address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.entering import full_address
from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.membership.zones import zone_of_person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.speaking import reading_as

from . import actions, queries
from .ical import calendar
from .models import Activity
from .queries.calendar import WHOLE

KIND = "text/calendar; charset=utf-8"


@never_cache
@signed_in
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar, how to use it, and its renewing and withdrawing."""
    page = queries.feed_of(actor(request))
    urls = {}
    if page and page.secret:
        url = full_address(request, reverse("calendar-feed", args=[page.secret]))
        urls = {"url": url, "opens": f"webcal://{url.partition('://')[2]}"}
    return render(request, "activities/calendar.html", {"page": page, **urls})


@require_POST
@signed_in
def make(request: HttpRequest) -> HttpResponse:
    """Give one's calendar an address, or another one."""
    before = queries.feed_of(actor(request))
    actions.make_feed(by=actor(request), at=timezone.now())
    if before and before.secret:
        said = _("Your calendar has a new address; the one before works no longer.")
    else:
        said = _("Your calendar has its address.")
    messages.success(request, said)
    return redirect("my-calendar")


@require_POST
@signed_in
def withdraw(request: HttpRequest) -> HttpResponse:
    """Let the address of one's calendar work no longer."""
    actions.withdraw_feed(by=actor(request), at=timezone.now())
    messages.success(request, _("The address works no longer."))
    return redirect("my-calendar")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """A person's calendar, in their language and by their clocks; the address is the key."""
    now = timezone.now()
    row = queries.feed_by_hash(queries.hash_of(secret), now)
    if row is None:
        raise NotFound
    by = actor_of(row.person_id, via="api", at=now)
    zone = zone_of_person(by)
    with reading_as(row.person.language, *_spoken_around(by)):
        entries = queries.calendar_of(by, row.person, now)
        name = _("Hedgerow: %(name)s") % {"name": row.person.called or row.person.name}
        body = calendar(name, zone, entries, root=full_address(request, "/"), at=now)
    answer = _answer(request, *body)
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def of_ecosystem(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What anybody may know of an ecosystem's sessions, by its clocks."""
    return _public(request, slug, None)


@require_safe
def of_activity(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
    """The sessions of one activity that is shown to everybody."""
    return _public(request, slug, uuid)


def _public(request: HttpRequest, slug: str, uuid: UUID | None) -> HttpResponseBase:
    """Only what strangers see, whoever asks: programs ask without signing in."""
    place, now = ecosystem_for(Actor.public(), slug), timezone.now()
    row = None
    if uuid is not None:
        row = Activity.objects.visible_to(Actor.public()).filter(ecosystem=place, uuid=uuid).first()
        if row is None:
            raise NotFound
    with reading_as(*place.languages):
        entries = queries.public_calendar(place, row, now)
        body = calendar(
            row.said("title") if row else place.said("name"), place.time_zone, entries,
            root=full_address(request, "/"), at=now, about="" if row else _about_whole(),
        )  # fmt: skip
    answer = _answer(request, *body)
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _about_whole() -> str:
    """How far the calendar of an ecosystem goes."""
    return _(
        "Sessions of the last four weeks and the coming half year, at most %(most)s of them. The calendar of an activity goes further."
    ) % {"most": WHOLE.most}


def _answer(request: HttpRequest, body: bytes, tag: str) -> HttpResponseBase:
    """The calendar, or that it says what it said before."""
    whole = HttpResponse(body, content_type=KIND)
    whole["ETag"] = tag
    whole["Content-Disposition"] = 'inline; filename="calendar.ics"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag, response=whole)
    found = answer or whole
    found["X-Robots-Tag"] = "noindex"
    return found


def _spoken_around(by: Actor) -> list[str]:
    """The languages of the ecosystems that somebody takes part in. One query."""
    rows = Ecosystem.objects.filter(pk__in=list(by.grants)).order_by("pk")
    return [one for languages in rows.values_list("languages", flat=True) for one in languages]
