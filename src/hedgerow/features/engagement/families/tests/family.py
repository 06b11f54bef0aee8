"""A school with a club, a child and parents who read different languages, for tests."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor


@dataclass
class Family:
    """The first learner of the club, with two guardians and the people who teach."""

    club: Club
    child: Person
    mother: Person
    father: Person
    teacher: Actor
    convener: Actor

    @property
    def place(self) -> Ecosystem:
        return self.club.ecosystem

    def tie(self, guardian: Person) -> Guardian:
        return Guardian.objects.select_related("ecosystem", "learner", "guardian").get(
            guardian=guardian, learner=self.child
        )


def guardian(place: Ecosystem, name: str, language: str, child: Person) -> Person:
    somebody = factories.person(place, name)
    somebody.language = language
    somebody.save()
    factories.assigned(somebody, "guardian", place)
    Guardian.objects.create(
        ecosystem=place, guardian=somebody, learner=child, starts=factories.STARTS
    )
    return somebody


def family(born: date | None = date(2015, 3, 1)) -> Family:
    found = club(learners=2)
    child = found.learners[0]
    child.name, child.called, child.born = "Mia Moss", "Mia", born
    child.save()
    Group.objects.filter(ecosystem=found.ecosystem).delete()
    return Family(
        found, child,
        guardian(found.ecosystem, "Amal", "ar", child),
        guardian(found.ecosystem, "Olga", "uk", child),
        found.staff("educator", found.school, name="Tess"),
        found.staff("convener", name="Cora"),
    )  # fmt: skip


def led_group(of: Family, leader: Person) -> Group:
    """A group of the child that somebody leads."""
    group = Group.objects.create(ecosystem=of.place, name="5a", starts=factories.STARTS)
    for somebody, leads in ((of.child, False), (leader, True)):
        GroupPlace.objects.create(
            group=group, person=somebody, leads=leads, starts=factories.STARTS
        )
    return group


def seen_in(page: HttpResponse) -> str:
    """What the button to send says was looked at."""
    found = re.search(r'name="send" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found.group(1)
