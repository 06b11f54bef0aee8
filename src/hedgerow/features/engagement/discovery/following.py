"""Addresses that programs follow: a calendar, a feed of what is new, and data on one opportunity."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.entering import full_address
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries.linked import linked
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.speaking import reading_as, words_in

from .ical import calendar
from .queries import telling

CALENDAR, ATOM, JSON_LD = (
    "text/calendar; charset=utf-8",
    "application/atom+xml; charset=utf-8",
    "application/ld+json",
)


@require_safe
def calendar_of_all(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Opportunities of an ecosystem that have a day, by its clocks."""
    place, now = _place(slug), timezone.now()
    with reading_as(*place.languages):
        name = _("Opportunities: %(ecosystem)s") % {"ecosystem": place.said("name")}
        return _calendar(request, name, place.time_zone, list(telling.dated(place, now)), now)


@require_safe
def calendar_everywhere(request: HttpRequest) -> HttpResponseBase:
    """Those of every ecosystem, each by its own clocks."""
    now = timezone.now()
    with reading_as(settings.LANGUAGE_CODE):
        return _calendar(request, _("Opportunities"), "", list(telling.dated(None, now)), now)


@require_safe
def calendar_of_one(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
    """One opportunity, to be put into one's own calendar."""
    place, now = _place(slug), timezone.now()
    row = _row(place, uuid)
    if row.starts is None:
        raise NotFound
    with reading_as(*place.languages):
        return _calendar(request, row.said("title"), place.time_zone, [row], now, "opportunity.ics")


def _calendar(
    request: HttpRequest, name: str, zone: str, rows: Sequence[Opportunity], now: datetime,
    file: str = "opportunities.ics",
) -> HttpResponseBase:  # fmt: skip
    meetings = telling.meetings(rows, now)
    body, tag = calendar(name, zone, rows, meetings, root=_root(request), at=now)
    return _answer(request, body, tag, CALENDAR, file)


@require_safe
def atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What was offered last, the newest first."""
    place, root = _place(slug), _root(request)
    with reading_as(*place.languages):
        feed = Atom1Feed(
            title=_("New opportunities: %(ecosystem)s") % {"ecosystem": place.said("name")},
            link=root + reverse("opportunities", args=[slug]),
            description="",
            subtitle=place.said("summary"),
            language=words_in(*place.languages),
            feed_url=root + reverse("opportunities-atom", args=[slug]),
            feed_guid=f"urn:uuid:{uuid5(place.uuid, 'opportunities')}",
        )
        return _feed(request, feed, telling.newest(place))


@require_safe
def atom_everywhere(request: HttpRequest) -> HttpResponseBase:
    """The same of every ecosystem."""
    root = _root(request)
    address = root + reverse("every-opportunity-atom")
    with reading_as(settings.LANGUAGE_CODE):
        feed = Atom1Feed(
            title=_("New opportunities"),
            link=root + reverse("find-everywhere"),
            description="",
            language=settings.LANGUAGE_CODE,
            feed_url=address,
            feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        )
        return _feed(request, feed, telling.newest(None))


def _feed(request: HttpRequest, feed: Atom1Feed, rows: Iterable[Opportunity]) -> HttpResponseBase:
    for row in rows:
        _add(feed, row, _root(request))
    body = feed.writeString("utf-8").encode()
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return _answer(request, body, tag, ATOM, "opportunities.atom")


@require_safe
def linked_data(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponseBase:
    """One opportunity as schema.org has it."""
    place, root = _place(slug), _root(request)
    row = _row(place, uuid)
    url = root + reverse("opportunity", args=[slug, uuid])
    said = linked(row, url, root + reverse("ecosystem", args=[slug]))
    answer = JsonResponse(said, content_type=JSON_LD)
    answer["Access-Control-Allow-Origin"] = "*"  # it is everybody's, and read without cookies
    return answer


def _add(feed: Atom1Feed, row: Opportunity, root: str) -> None:
    feed.add_item(
        title=row.said("title"),
        link=root + reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
        description=row.said("summary"),
        author_name=(row.organisation or row.ecosystem).name,
        unique_id=f"urn:uuid:{row.uuid}",
        pubdate=row.created_at,
        updateddate=row.changed_at,
        categories=[row.kind.shown],
    )


def _place(slug: str) -> Ecosystem:
    """Only what strangers see, whoever asks: programs ask without signing in."""
    return ecosystem_for(Actor.public(), slug)


def _row(place: Ecosystem, uuid: UUID) -> Opportunity:
    row = telling.told(place).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def _answer(request: HttpRequest, body: bytes, tag: str, kind: str, name: str) -> HttpResponseBase:
    """The file, or that it says what it said before."""
    whole = HttpResponse(body, content_type=kind)
    whole["ETag"] = tag
    whole["Content-Disposition"] = f'inline; filename="{name}"'
    answer: HttpResponseBase = get_conditional_response(request, etag=tag, response=whole) or whole
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _root(request: HttpRequest) -> str:
    return full_address(request, "/").rstrip("/")
