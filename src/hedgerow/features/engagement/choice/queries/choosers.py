"""Who may choose in a round, and who may decide for whom."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.clock import day_in, today
from hedgerow.commons.membership.customs import age_of_consent
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.membership.rules import answers_oneself
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor

from ..models import Round, WishList


def roles_of(row: Round, day: date) -> QuerySet[Assignment]:
    """The places as learners, open on that day, that let one choose."""
    roles = Assignment.objects.filter(ecosystem=row.ecosystem_id, role="learner", starts__lte=day)
    roles = roles.filter(Q(ends__isnull=True) | Q(ends__gte=day))
    if row.grades:
        roles = roles.filter(grade__in=row.grades)
    if row.site_id:
        roles = roles.filter(organisation=row.site_id)
    return roles


def choosers(row: Round, day: date | None = None) -> QuerySet[Person]:
    """The learners whom the round is for, that day or today."""
    on = day or today(row.ecosystem)
    people = Person.objects.filter(pk__in=roles_of(row, on).values("person"), erased_at=None)
    if row.group_id:
        places = GroupPlace.objects.filter(group=row.group_id, leads=False, ends=None)
        people = people.filter(Exists(places.filter(person=OuterRef("pk"))))
    return people


def missing(row: Round) -> QuerySet[Person]:
    """Those of them who have no wish on a list yet."""
    chosen = WishList.objects.filter(round=row, wishes__isnull=False, person=OuterRef("pk"))
    return choosers(row).filter(~Exists(chosen))


def heard_for(
    row: Round, people: Collection[Person], at: datetime
) -> list[tuple[Person, list[Person]]]:
    """Each learner with those who are told: the learner, and until the age of own consent their
    guardians."""
    day, age = day_in(row.ecosystem, at), age_of_consent(row.ecosystem)
    young = [one for one in people if not answers_oneself(one.born, learns=True, age=age, on=day)]
    ties = (
        Guardian.objects.seeing()
        .filter(ecosystem=row.ecosystem_id, learner__in=young, starts__lte=day)
        .filter(Q(ends__isnull=True) | Q(ends__gte=day))
    )
    guardians: dict[int, list[Person]] = {}
    for tie in ties.select_related("guardian").order_by("pk"):
        guardians.setdefault(tie.learner_id, []).append(tie.guardian)
    return [(one, [one, *guardians.get(one.pk, ())]) for one in people]


def is_choosing(row: Round, at: datetime) -> bool:
    """Whether learners choose in the round on that day."""
    day = day_in(row.ecosystem, at)
    return row.state == Round.State.OPEN and row.opens_on <= day <= row.closes_on


def decides(row: Round, person: Person, by: Actor, at: datetime) -> bool:
    """Whether the actor may decide for that learner: the learner does, and until the age of own
    consent a guardian of theirs does too."""
    if by.person_id is None:
        return False
    if by.person_id == person.pk:
        return True
    day = day_in(row.ecosystem, at)
    age = age_of_consent(row.ecosystem)
    if answers_oneself(person.born, learns=True, age=age, on=day):
        return False
    ties = Guardian.objects.seeing().filter(
        ecosystem=row.ecosystem_id, guardian=by.person_id, learner=person, starts__lte=day
    )
    return ties.filter(Q(ends__isnull=True) | Q(ends__gte=day)).exists()
