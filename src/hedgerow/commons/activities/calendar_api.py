"""Operations on the address of one's own calendar."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema, Status

from hedgerow.commons.membership.entering import full_address
from hedgerow.foundation.api.asking import person_asking
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from . import actions, queries

router = Router(tags=["Sessions"])


class FeedOut(Schema):
    """The address of one's own calendar: iCalendar, in one's language and by one's clocks."""

    url: str
    made_at: datetime
    read_at: datetime | None


@router.get("/me/calendar", response=FeedOut, summary="Read the address of one's calendar")
def read_calendar(request: HttpRequest) -> Any:
    """Whoever knows the address reads the calendar."""
    return _shown(request, person_asking(request))


@router.post("/me/calendar", response={201: FeedOut}, summary="Make an address")
def make_calendar(request: HttpRequest) -> Any:
    """An address that there was before works no longer."""
    by = person_asking(request)
    actions.make_feed(by=by, at=timezone.now())
    return Status(201, _shown(request, by))


@router.delete("/me/calendar", response={204: None}, summary="Withdraw the address")
def withdraw_calendar(request: HttpRequest) -> Any:
    actions.withdraw_feed(by=person_asking(request), at=timezone.now())
    return Status(204, None)


def _shown(request: HttpRequest, by: Actor) -> dict[str, object]:
    page = queries.feed_of(by)
    if page is None or not page.secret:
        raise NotFound
    url = full_address(request, reverse("calendar-feed", args=[page.secret]))
    return {"url": url, "made_at": page.made_at, "read_at": page.read_at}
