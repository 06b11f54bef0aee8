"""Places that were given otherwise than by signing up: enrolments in the activity of an opportunity."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.ecosystems.clock import day_in, on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities import wording
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor


def given_to(row: Opportunity, people: Collection[int], at: datetime) -> dict[int, Enrolment]:
    """Who of these has a place in its activity now, by key. One query."""
    if row.activity_id is None or not people:
        return {}
    rows = Enrolment.objects.filter(running(row.ecosystem, at), activity=row.activity_id)
    return {one.person_id: one for one in rows.filter(person__in=people)}


def own_given(actor: Actor, ecosystem: Ecosystem, at: datetime) -> QuerySet[Enrolment]:
    """Places of oneself and one's children in activities of opportunities without a sign-up."""
    signed = SignUp.objects.filter(
        opportunity__activity=OuterRef("activity"), person=OuterRef("person"),
        state__in=(*SignUp.HOLDING, SignUp.State.WAITING),
    )  # fmt: skip
    there = Opportunity.objects.visible_to(actor).filter(activity=OuterRef("activity"))
    rows = Enrolment.objects.filter(SignUp.objects.of_own(actor), running(ecosystem, at))
    mine = rows.filter(Exists(there), ~Exists(signed), ecosystem=ecosystem)
    return mine.select_related("person").order_by("-starts", "-pk")


def running(ecosystem: Ecosystem, at: datetime) -> Q:
    """Enrolments that have not ended."""
    return Q(ends__isnull=True) | Q(ends__gte=day_in(ecosystem, at), dropped=False)


def when(row: Opportunity, following: Mapping[int, datetime]) -> str:
    """When one comes: the next session that is planned, else what the opportunity says."""
    if planned := following.get(row.activity_id or 0):
        local = on_the_wall(planned, row.ecosystem.time_zone)
        return _("next on %(when)s") % {"when": date_format(local, "DATETIME_FORMAT")}
    said = wording.days(row.starts, row.ends), wording.clock(row.begins)
    return wording.listed([one for one in said if one])


def next_sessions(activities: Collection[int], at: datetime) -> dict[int, datetime]:
    """The next planned session of each of these activities. One query."""
    if not activities:
        return {}
    rows = Session.objects.filter(
        activity__in=activities, state=Session.State.PLANNED, starts_at__gte=at
    )
    return dict(rows.order_by("-starts_at").values_list("activity", "starts_at"))
