"""A street on which something of every kind waits for somebody, as many times as wanted."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from hedgerow.commons.activities.models import Absence, Activity, Enrolment, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.mentoring.models import Need, Offer, Pairing
from hedgerow.features.engagement.opportunities.models import (
    Entry,
    Judge,
    Opportunity,
    OpportunityKind,
    SignUp,
)
from hedgerow.features.engagement.placements.models import (
    HostAsk,
    HoursEntry,
    Placement,
    PlacementKind,
    Step,
)
from hedgerow.foundation.permissions import Actor
from tests.week import things

STARTS, LAST, CHILD = date(2026, 8, 1), date(2199, 6, 1), date(2016, 5, 4)
ROLES = ("learner", "guardian", "tutor", "educator", "partner", "convener", "safeguarding_lead")


def street() -> "Street":
    """Nothing waits yet."""
    own = factories.ecosystem("Rose Street", public=False)
    school = factories.member_school(own)
    host = factories.organisation(own, "Clinic", kind="partner", sector="health")
    people = {role: factories.person(own, role.split("_")[0].title()) for role in ROLES}
    sites = {"learner": school, "educator": school, "partner": host}
    for role, one in people.items():
        factories.assigned(one, role, own, sites.get(role))
    made = Street(own, school, host, people)
    made.child(people["learner"])
    return made


@dataclass
class Street:
    ecosystem: Ecosystem
    school: Organisation
    host: Organisation
    people: dict[str, Person]
    now: datetime = field(default_factory=timezone.now)
    numbers: Any = field(default_factory=lambda: count(1))

    def actor(self, role: str) -> Actor:
        return actor_of(self.people[role].pk, via="page", at=self.now)

    def child(self, one: Person) -> Person:
        """Bring somebody up who is ten, and whose guardian is the guardian."""
        Person.objects.filter(pk=one.pk).update(born=CHILD)
        one.born = CHILD
        Guardian.objects.create(
            ecosystem=self.ecosystem, guardian=self.people["guardian"], learner=one, starts=STARTS
        )
        return one

    def fill(self) -> None:
        """One thing more of every kind for everybody."""
        n = next(self.numbers)
        child = self.child(factories.learner(self.school, f"Child {n:02}"))
        for one in (child, self.people["learner"]):
            self._offer(n, one)
            self._place(n, one)
            self._help(n, one)
        things.choose(self, n)
        self._teach(n, child)
        things.care(self, n, child)
        things.tell(self, n, child)
        things.agree(self, n)
        things.verify(self, n)

    def _offer(self, n: int, who: Person) -> None:
        own, now = self.ecosystem, self.now
        kind, _new = OpportunityKind.objects.get_or_create(
            ecosystem=own, key="event", name="Event", judged=True
        )
        row = Opportunity.objects.create(
            ecosystem=own, kind=kind, title=f"Open day {n:02}", organisation=self.host,
            guardian_agrees=False, state="open", created_at=now, changed_at=now,
        )  # fmt: skip
        SignUp.objects.create(
            ecosystem=own, opportunity=row, person=who, state="offered", asked_at=now,
            expires_at=now + timedelta(days=2),
        )  # fmt: skip
        Judge.objects.create(ecosystem=own, opportunity=row, person=self.people["partner"])
        Entry.objects.create(ecosystem=own, opportunity=row, title="Kite", handed_in_at=now)

    def _place(self, n: int, who: Person) -> None:
        own = self.ecosystem
        activity, _new = Kind.objects.get_or_create(ecosystem=own, key="work", name="Work")
        kind, _new = PlacementKind.objects.get_or_create(
            ecosystem=own, key="shadowing", title="Shadowing", activity_kind=activity
        )
        row = Placement.objects.create(
            ecosystem=own, kind=kind, learner=who, site=self.school, host=self.host,
            starts=STARTS, ends=LAST, state="preparing", requested_at=self.now,
        )  # fmt: skip
        HostAsk.objects.create(
            ecosystem=own, placement=row, host=self.host, starts=STARTS, ends=LAST, due=STARTS,
            state="accepted", asked_at=self.now, answered_at=self.now,
        )  # fmt: skip
        for key in ("learner", "guardian", "host"):
            Step.objects.create(
                ecosystem=own, placement=row, key=key, title=f"Form of the {key}", who=key,
                due=(self.now - timedelta(days=n)).date(),
            )  # fmt: skip
        HoursEntry.objects.create(
            ecosystem=own, placement=row, day=STARTS, minutes=60, done="Looked", logged_at=self.now
        )

    def _help(self, n: int, who: Person) -> None:
        own, now = self.ecosystem, self.now
        offer, _new = Offer.objects.get_or_create(
            ecosystem=own, person=self.people["tutor"], kind="mentoring",
            defaults={"starts": STARTS, "places": 99, "created_at": now},
        )  # fmt: skip
        for kind, state in (("mentoring", "paired"), ("tutoring", "waiting")):
            given = {"site": self.school, "created_at": now, "state": state}
            need, new = Need.objects.get_or_create(
                ecosystem=own, person=who, kind=kind, defaults=given
            )
            if new and state == "paired":
                Pairing.objects.create(ecosystem=own, offer=offer, need=need, proposed_at=now)

    def _teach(self, n: int, child: Person) -> None:
        """A session of the tutor that has begun, with one who does not come; one long past."""
        own = self.ecosystem
        kind, _new = Kind.objects.get_or_create(ecosystem=own, key="club", name="Club")
        for leader, days in (("tutor", 0), ("educator", 3)):
            row = Activity.objects.create(
                ecosystem=own, kind=kind, title=f"Club {n:02} of {leader}", site=self.school,
                leader=self.people[leader], starts=STARTS, created_at=self.now,
            )  # fmt: skip
            day = (self.now - timedelta(days=days)).date()
            at = datetime.combine(day, time(), self.now.tzinfo)
            Session.objects.create(ecosystem=own, activity=row, day=day, starts_at=at, minutes=60)
            Enrolment.objects.create(
                ecosystem=own, activity=row, person=child, site=self.school, starts=STARTS
            )
        Absence.objects.create(
            ecosystem=own, person=child, starts=self.now.date(), ends=self.now.date(),
            reason="ill", at=self.now,
        )  # fmt: skip
