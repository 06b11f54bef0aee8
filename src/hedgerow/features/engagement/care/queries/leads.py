"""Who leads on concerns here."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import day_in, last_day_anywhere, perhaps_running
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

from ..models import LEADS, Concern
from ..permissions import LEAD_CONCERNS


def leads_of(ecosystem: Ecosystem, site: int | None, at: datetime) -> list[Person]:
    """Leads and deputies of the site and of the whole, leads first."""
    day = day_in(ecosystem, at)
    held = Assignment.objects.filter(
        Q(ends=None) | Q(ends__gte=day), Q(organisation=None) | Q(organisation=site),
        ecosystem=ecosystem, role__in=LEADS, starts__lte=day, person__erased_at=None,
    )  # fmt: skip
    rows = held.select_related("person").order_by("-role", "pk")  # lead before deputy
    return list(dict.fromkeys(row.person for row in rows))


def leads_for(concern: Concern, at: datetime) -> list[Person]:
    """Those who may read this one: nobody whom it is about, or who is barred from the child."""
    not_for = kept_from([concern])[concern.pk]
    return [
        one for one in leads_of(concern.ecosystem, concern.site_id, at) if one.pk not in not_for
    ]


def without_leads(concerns: Iterable[Concern], at: datetime) -> list[Concern]:
    """Those that nobody may read. Three queries, however many."""
    asked = list(concerns)
    not_for = kept_from(asked)
    held = Assignment.objects.filter(
        perhaps_running(at), ecosystem__in={one.ecosystem_id for one in asked}, role__in=LEADS,
        starts__lte=last_day_anywhere(at), person__erased_at=None,
    )  # fmt: skip
    leads: dict[int, list[Assignment]] = {}
    for row in held:
        leads.setdefault(row.ecosystem_id, []).append(row)
    return [
        one
        for one in asked
        if not any(
            row.person_id not in not_for[one.pk] and _holds(row, one, at)
            for row in leads.get(one.ecosystem_id, ())
        )
    ]


def kept_from(concerns: Collection[Concern]) -> Mapping[int, set[int | None]]:
    """By concern, whom it is about or against, and who is barred from the child. One query."""
    told = {one.pk: {one.about_id, one.raised_by_id} - {None} for one in concerns}
    ties = Guardian.objects.filter(learner__in=set().union(*told.values()), barred=True)
    bars = list(ties.values_list("learner", "guardian"))
    return {
        one.pk: {one.about_id, one.against_id}
        | {guardian for learner, guardian in bars if learner in told[one.pk]}
        for one in concerns
    }


def _holds(held: Assignment, concern: Concern, at: datetime) -> bool:
    """Whether the role runs, where the concern is."""
    day = day_in(concern.ecosystem, at)
    runs = held.starts <= day and (held.ends is None or held.ends >= day)
    there = held.organisation_id in (None, concern.site_id)
    return runs and there


def own_site(by: Actor, ecosystem: Ecosystem) -> int | None:
    """Where whoever raises a concern is, so that the leads there are named."""
    held = Assignment.objects.filter(
        ecosystem=ecosystem, person=by.person_id or 0, ends=None, organisation__isnull=False
    )
    return held.order_by("pk").values_list("organisation_id", flat=True).first()


def require_lead(by: Actor, ecosystem: Ecosystem, at: datetime) -> None:
    """Raise NotPermitted unless the actor leads on concerns here, by a role of their own.

    Whoever gives that role must hold its permission, and reads no concern for that.
    """
    require_held(by, LEAD_CONCERNS, within=ecosystem.pk)
    if not leads_on(by, ecosystem, at):
        raise NotPermitted(permission=LEAD_CONCERNS)


def leads_on(by: Actor, ecosystem: Ecosystem, at: datetime) -> bool:
    """Whether the actor has a role of their own by which they lead on concerns here."""
    day = day_in(ecosystem, at)
    held = Assignment.objects.filter(
        Q(ends=None) | Q(ends__gte=day), ecosystem=ecosystem, role__in=LEADS, starts__lte=day,
        person=by.person_id or 0,
    )  # fmt: skip
    return held.exists()


def leads_here(by: Actor, ecosystem: Ecosystem) -> bool:
    """The same of today: whether the navigation leads to what was told in confidence."""
    return leads_on(by, ecosystem, timezone.now())
