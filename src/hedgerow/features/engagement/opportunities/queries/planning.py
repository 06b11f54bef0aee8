"""Opportunities that are open and meet at set times, and of which no session is planned yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.activities.times import Times
from hedgerow.commons.ecosystems.clock import first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.models import Assignment
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.waiting import Waiting

MOST: Final = 60
PLAN: Final = _("Plan its sessions")
NAME_LEADER: Final = _("Say who leads it, who then plans its sessions")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What whoever offers it does next, and where."""

    text: str | Promise
    url: str


def unplanned(day: date) -> Q:
    """What is to meet at set times, is not over on that day, and has no session, not even one cancelled.

    Without a first day people come at any time: nothing is planned.
    """
    later = Q(ends__gte=day) | Q(ends__isnull=True, starts__gte=day)
    none = ~Exists(Session.objects.filter(activity=OuterRef("activity")))
    running = Q(activity__isnull=False, starts__isnull=False, kind__in_sessions=True)
    return Q(none, later, running, state=Opportunity.State.OPEN)


def next_step(actor: Actor, row: Opportunity) -> NextStep | None:
    """What is next for whoever may change the opportunity; None where its sessions stand."""
    day = first_day_anywhere(timezone.now())
    if not Opportunity.objects.filter(unplanned(day), pk=row.pk).exists():
        return None
    return _step(row, _plannable(actor, [row]))


def times_of(activity: int) -> Times | None:
    """When the opportunity that runs as this activity begins; None where it is of none."""
    found = Opportunity.objects.filter(activity=activity).order_by("pk").first()
    return Times(found.begins, found.minutes) if found else None


def to_plan(actor: Actor) -> list[Waiting]:
    """What oneself offered or leads, of which the sessions are to be planned.

    What nobody who still has a role here offered, such as what came with a blueprint, waits for those
    who offer for the same organisation, unless somebody leads it.
    """
    return _waiting(actor, planned_by(actor).filter(not_closed()))


def planned_by(actor: Actor) -> QuerySet[Opportunity]:
    """Of what is unplanned, that which waits for the actor."""
    mine = Q(entered_by=actor.person_id or 0) & Opportunity.objects.offered_by(actor)
    mine |= Q(leader=actor.person_id or 0) | Q(leader=None) & _left_to(actor)
    return Opportunity.objects.filter(mine, unplanned(first_day_anywhere(timezone.now())))


def _left_to(actor: Actor) -> Q:
    """What is offered by the actor's organisations, or ecosystem, and by nobody who is still here."""
    here = Assignment.objects.filter(
        person=OuterRef("entered_by"), ecosystem=OuterRef("ecosystem"), ends__isnull=True
    )
    its_own = Q(organisation__isnull=True) & scope(actor, OFFER)
    return Q(~Exists(here)) & (site_scope(actor, OFFER) | its_own)


def _waiting(actor: Actor, rows: QuerySet[Opportunity]) -> list[Waiting]:
    """Of each series only the first: whoever plans it is led on to the next."""
    rows = rows.select_related("ecosystem", "activity").order_by("starts", "pk")[:MOST]
    found = list({row.series or row.uuid: row for row in reversed(rows)}.values())[::-1]
    plannable = _plannable(actor, found)
    steps = [(row, _step(row, plannable)) for row in found]
    return [
        Waiting(
            row.said("title"), step.url, row.ecosystem.where, step.text, _begins(row),
            zone=row.ecosystem.time_zone,
        )
        for row, step in steps
        if step.text is PLAN or row.leader_id is None
    ]  # fmt: skip


def _begins(row: Opportunity) -> datetime | None:
    """Until when its sessions are to stand; None where it had begun when it was opened or changed."""
    if row.starts is None:
        return None
    begins = moment_of(row.ecosystem, row.starts, row.begins or time())
    return begins if begins > row.changed_at else None


def _plannable(actor: Actor, rows: list[Opportunity]) -> Collection[int]:
    """The activities, by id, of which the actor may plan sessions."""
    if not rows:
        return ()
    named = [row.activity_id for row in rows if row.activity_id is not None]
    may = Activity.objects.open_to(actor, EDIT_ACTIVITIES).filter(pk__in=named)
    return set(may.values_list("pk", flat=True))


def _step(row: Opportunity, plannable: Collection[int | None]) -> NextStep:
    if row.activity is not None and row.activity_id in plannable:
        return NextStep(
            PLAN, reverse("plan-sessions", args=[row.ecosystem.slug, row.activity.uuid])
        )
    return NextStep(
        NAME_LEADER, reverse("edit-opportunity", args=[row.ecosystem.slug, row.uuid, "when"])
    )
