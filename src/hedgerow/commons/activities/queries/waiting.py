"""What waits for somebody, and what somebody took part in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import (
    Activity,
    Attendance,
    Enrolment,
    Session,
    SessionQuerySet,
)
from hedgerow.commons.activities.permissions import CONFIRM_SESSION
from hedgerow.commons.activities.sides import on_same_side
from hedgerow.commons.ecosystems.clock import shown
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .unconfirmed import to_confirm
from .untaken import LOOKS_BACK, looks_after, to_chase

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What a person took part in: one activity with hours and marks."""

    title: str
    url: str
    hours: float
    minimum: float | None
    there: int
    missed: int
    ended: bool


def taken_part(person_id: int, within: Collection[Ecosystem]) -> list[Taken]:
    """Each place a person has or had in these ecosystems, with what was reached."""
    there = Q(status__in=("present", "late"))
    sums = {
        row["session__activity"]: row
        for row in Attendance.objects.filter(person=person_id, ecosystem__in=within)
        .order_by()
        .values("session__activity")
        .annotate(minutes=Sum("minutes"), there=Count("pk", there), missed=Count("pk", ~there))
    }
    places = Enrolment.objects.filter(person=person_id, ecosystem__in=within)
    nothing = {"minutes": 0, "there": 0, "missed": 0}
    found = []
    for place in places.select_related("activity__ecosystem").order_by("-starts", "-pk"):
        of = sums.get(place.activity_id, nothing)
        found.append(
            Taken(
                place.activity.said("title"),
                reverse("activity", args=[place.activity.ecosystem.slug, place.activity.uuid]),
                of["minutes"] / 60,
                place.minimum_minutes / 60 if place.minimum_minutes else None,
                of["there"],
                of["missed"],
                place.ends is not None,
            )
        )
    return found


def parts(actor: Actor) -> list[Part]:
    """Of "my week": sessions to mark that began, those of others to confirm, whom to remind."""
    led = Activity.objects.filter(leader=actor.person_id or 0)  # some perhaps no more
    found = [Part(_to_mark, [led, Session.objects.filter(substitute=actor.person_id)])]
    if actor.sites(CONFIRM_SESSION):
        found.append(Part(_to_confirm))
    return [*found, Part(to_chase)] if looks_after(actor) else found


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _to_mark(actor: Actor) -> Iterable[Waiting]:
    led = Activity.objects.named_led(actor)
    mine = Q(activity__in=led, substitute=None) | Q(substitute=actor.person_id)
    rows = _recent().with_places().filter(mine, state=Session.State.PLANNED)
    return _waiting(_first(rows), _("Mark who came"))


def _to_confirm(actor: Actor) -> Iterable[Waiting]:
    others = _first(_recent() & to_confirm(actor))
    own = on_same_side(others, actor.person_id)
    return _waiting((row for row in others if row.pk not in own), _("Confirm that it took place"))


def _recent() -> SessionQuerySet:
    now = timezone.now()
    began = Session.objects.filter(starts_at__lte=now, starts_at__gt=now - LOOKS_BACK)
    return began.filter(not_closed())


def _first(rows: QuerySet[Session]) -> list[Session]:
    return list(rows.select_related("ecosystem", "activity").order_by("starts_at", "pk")[:SHOWN])


def _when(row: Session) -> str:
    """Which session it is, in the words in which somebody remembers it; by the page's clocks."""
    return _("session of %(when)s") % {"when": date_format(shown(row.starts_at), _("l, j F, H:i"))}


def _waiting(rows: Iterable[Session], why: object) -> list[Waiting]:
    return [
        Waiting(
            row.activity.said("title"),
            reverse("session", args=[row.ecosystem.slug, row.uuid]),
            row.ecosystem.where,
            str(why),
            row.starts_at,
            _when(row),
            row.ecosystem.time_zone,
        )
        for row in rows
    ]
