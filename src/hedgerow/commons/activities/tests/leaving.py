"""Learners with places in a group and a club, and how they leave."""

from datetime import date, timedelta

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

STEWARD, TODAY = Actor.the_steward(), NOW.date()
LAST = TODAY - timedelta(days=4)


class Scene:
    """Three learners of Oak in Math 1 and in the robotics club at Oak."""

    def __init__(self, learners: int = 3, **values: object) -> None:
        self.club: Club = club(learners, 1, **values)
        self.eco, self.oak = self.club.ecosystem, self.club.school
        self.math = self.group("Math 1", self.oak)
        for one in self.club.learners:
            self.place(one)

    def group(self, name: str, at: object) -> Group:
        return Group.objects.create(
            ecosystem=self.eco, name=name, organisation=at, starts=factories.STARTS
        )

    def place(self, who: Person, group: Group | None = None, **values: object) -> GroupPlace:
        given = {"starts": factories.STARTS, **values}
        return GroupPlace.objects.create(group=group or self.math, person=who, **given)

    def end(self, *people: Person, on: date = LAST, at: object = NOW, **of: object) -> int:
        roles = Assignment.objects.filter(person__in=people, **of)
        pks = list(roles.values_list("pk", flat=True))
        return actions.end_assignments(self.eco, pks, on, by=STEWARD, at=at)


def days(who: Person) -> tuple[set[date | None], set[date | None]]:
    """The last days of their places in groups and of their enrolments."""
    return (
        set(GroupPlace.objects.filter(person=who).values_list("ends", flat=True)),
        set(Enrolment.objects.filter(person=who).values_list("ends", flat=True)),
    )
