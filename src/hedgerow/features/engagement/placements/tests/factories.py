"""A learner of a school, a clinic that hosts, and who acts for each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.placements import actions
from hedgerow.features.engagement.placements.models import Placement, PlacementKind
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
TODAY = factories.TODAY
FIRST, LAST = TODAY - timedelta(days=14), TODAY + timedelta(days=30)
REQUIRED = (
    {"key": "check", "title": "Safeguarding check", "who": "host", "due_days": 14,
     "has_validity": True, "may_waive": False},
    {"key": "consent", "title": "Consent", "who": "guardian"},
    {"key": "form", "title": "Learner's form", "who": "learner"},
    {"key": "medical", "title": "Medical form", "who": "guardian", "private": True},
)  # fmt: skip


@dataclass
class Clinic:
    """``bo`` learns at ``school``; ``mia`` answers for bo; ``hal`` is at the clinic."""

    ecosystem: Ecosystem
    school: Organisation
    host: Organisation
    learner: Person
    kind: PlacementKind
    bo: Actor
    mia: Actor
    ed: Actor
    hal: Actor
    ada: Actor

    def requested(self, by: Actor | None = None, **values: Any) -> Placement:
        return actions.request_placement(
            self.kind, self.learner, by=by or self.bo, at=NOW, **{"wish": "See a ward", **values}
        )

    def asked(self, **values: Any) -> Placement:
        given = {"host": self.host, "starts": FIRST, "ends": LAST, **values}
        row = self.requested()
        row.starts = given["starts"]  # begun meanwhile: a day that has passed is not set anew
        row.save()
        return actions.arrange_placement(row, by=self.ed, at=NOW, **given)

    def arranged(self, **values: Any) -> Placement:
        row = self.asked(**values)
        return actions.answer_for_host(row, by=self.hal, at=NOW, accepts=True)

    def step(self, row: Placement, key: str) -> Any:
        return row.steps.get(key=key)

    def ready(self, until: date = LAST, **values: Any) -> Placement:
        row = self.arranged(**values)
        check = self.step(row, "check")
        actions.complete_step(check, by=self.hal, at=NOW, valid_until=until)
        for key, by in (("consent", self.mia), ("form", self.bo), ("medical", self.mia)):
            actions.complete_step(self.step(row, key), by=by, at=NOW)
        return row

    def running(self) -> Placement:
        return actions.start_placement(self.ready(), by=self.ed, at=NOW)


def clinic() -> Clinic:
    own = factories.ecosystem(public=False)
    school = factories.member_school(own)
    host = factories.organisation(own, "Clinic", kind="partner", sector="health")
    bo = factories.learner(school, "Bo")
    people = {}
    for name, role, at in (
        ("Mia", "guardian", None), ("Ed", "educator", school), ("Hal", "partner", host),
        ("Ada", "convener", None),
    ):  # fmt: skip
        people[name] = factories.person(own, name)
        factories.assigned(people[name], role, own, at)
    Guardian.objects.create(
        ecosystem=own, guardian=people["Mia"], learner=bo, starts=factories.STARTS
    )
    activity = Kind.objects.create(
        ecosystem=own, key="shadowing", name="Job shadowing", needs_confirmation=True
    )
    kind = actions.save_placement_kind(
        own, "shadowing", by=STEWARD, at=NOW, title="Job shadowing", activity_kind=activity,
        goal_minutes=720, requirements=REQUIRED, asked=[["care", "Care"], ["time", "On time"]],
        scale=[[1, "not yet"], [2, "well"]],
    )  # fmt: skip
    acting = [factories.actor(one) for one in (bo, *people.values())]
    return Clinic(own, school, host, bo, kind, *acting)
