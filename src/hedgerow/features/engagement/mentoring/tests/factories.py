"""A valley in which people offer help and learners wish for it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests import factories as people
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.mentoring import actions
from hedgerow.features.engagement.mentoring.models import Need, Offer, Pairing
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = date(2026, 11, 24)
BORN = date(2013, 5, 1)


@dataclass
class Valley:
    """One school, a tutor, a guardian with a child, and an item of a framework."""

    ecosystem: Ecosystem
    school: Organisation
    tutor: Person
    bo: Person
    guardian: Person
    convener: Person
    item: Item
    more: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return people.actor(getattr(self, name))

    def offer(self, person: Person | None = None, **values: Any) -> Offer:
        """An open offer of the tutor, or of somebody else."""
        row = {
            "person_id": (person or self.tutor).pk, "kind": "mentoring", "starts": DAY,
            "languages": ["en"], "site_id": self.school.pk, "places": 2, **values,
        }  # fmt: skip
        return actions.offer_help(self.ecosystem, row, by=STEWARD, at=AT)

    def need(self, person: Person | None = None, **values: Any) -> Need:
        """A wish of Bo, or of another learner."""
        row = {
            "person_id": (person or self.bo).pk, "kind": "mentoring", "languages": ["en"],
            "site_id": self.school.pk, **values,
        }  # fmt: skip
        return actions.tell_need(self.ecosystem, row, by=STEWARD, at=AT)

    def pair(self) -> Pairing:
        """A pair that is proposed."""
        return actions.propose_pair(self.need(), self.offer(), by=STEWARD, at=AT)

    def live(self) -> Pairing:
        """A pair that both agreed to and that began."""
        row = self.pair()
        for side in ("mentor", "learner"):
            actions.answer_pair(row, True, side, by=STEWARD, at=AT)
        return actions.begin_pair(row, DAY, by=STEWARD, at=AT)

    def learner(self, name: str) -> Person:
        return people.learner(self.school, name)


def valley(name: str = "Aspen") -> Valley:
    aspen = people.ecosystem(name)
    school = people.member_school(aspen)
    tutor, guardian = people.person(aspen, "Tam Tutor"), people.person(aspen, "Gil Guardian")
    people.assigned(tutor, "tutor", aspen)
    people.assigned(guardian, "guardian", aspen)
    bo = people.learner(school, "Bo")
    bo.born = BORN
    bo.save()
    Guardian.objects.create(ecosystem=aspen, guardian=guardian, learner=bo, starts=date(2026, 1, 1))
    frame = Framework.objects.create(
        ecosystem=aspen, key="topics", title="Topics", kind="topics", status="adopted"
    )
    item = Item.objects.create(framework=frame, code="1", title="Scratch")
    return Valley(aspen, school, tutor, bo, guardian, people.convener(aspen), item)
