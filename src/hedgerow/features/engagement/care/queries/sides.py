"""On which side of a referral somebody stands, and who can be referred, and where to."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import standing
from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.commons.records.models import learners_open_to
from hedgerow.foundation.permissions import Actor

from ..models import Referral
from ..permissions import HANDLE_REFERRALS, REFER


def sides_of(by: Actor, row: Referral, at: datetime) -> frozenset[str]:
    """family, sender, receiver: none, one or several."""
    found = set()
    if by.may(REFER, row.ecosystem_id) or by.may_at(REFER, row.ecosystem_id, row.sender_id):
        found.add("sender")
    handles = by.may(HANDLE_REFERRALS, row.ecosystem_id)
    if handles or by.may_at(HANDLE_REFERRALS, row.ecosystem_id, row.receiver_id):
        found.add("receiver")
    if answers_for(by, row, at):
        found.add("family")
    return frozenset(found)


def answers_for(by: Actor, row: Referral, at: datetime) -> bool:
    """Whether the actor says yes or no: the learner from the age of own consent, else a guardian."""
    return row.pk in answered_by(by, [row], at)


def answered_by(by: Actor, rows: Iterable[Referral], at: datetime) -> set[int]:
    """Ids of those to which the actor says yes or no. Three queries."""
    asked = list(rows)
    own = standing.answered_by(by, [(row.ecosystem, row.learner) for row in asked], at)
    return {row.pk for row in asked if (row.ecosystem_id, row.learner_id) in own}


def asked_people(row: Referral, at: datetime) -> list[Person]:
    """Who is asked: the learner alone, or the guardians."""
    if standing_of(row.ecosystem, [row.learner], at)[row.learner_id].of_age:
        return [row.learner]
    ties = Guardian.objects.seeing().filter(
        ecosystem=row.ecosystem, learner=row.learner, ends=None, guardian__erased_at=None
    )
    return [tie.guardian for tie in ties.select_related("guardian").order_by("pk")]


def learners_to_refer(by: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners whom a role to refer opens: of the whole, of a site, of a group one leads."""
    here = Assignment.objects.filter(ecosystem=ecosystem, role="learner")
    return Person.objects.filter(
        learners_open_to(by, REFER, ecosystem.pk), erased_at=None, pk__in=here.values("person")
    )


def senders(by: Actor, ecosystem: Ecosystem) -> list[Organisation]:
    """For which organisations the actor refers."""
    mine = Q() if by.may(REFER, ecosystem.pk) else Q(pk__in=by.sites_with(REFER, ecosystem.pk))
    return list(members(ecosystem).filter(mine)[:300])


def members(ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """The organisations that are members today, by name."""
    rows = Organisation.objects.filter(
        memberships__ecosystem=ecosystem, memberships__ends__isnull=True
    )
    return rows.order_by("name", "pk")
