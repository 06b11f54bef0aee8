"""A child in two ecosystems, with one row of every feature in each, and a parent tied in both."""

from dataclasses import dataclass, field
from typing import Any

from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.care.models import Referral
from hedgerow.features.engagement.choice.models import Round, WishList
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.mentoring.models import Need
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind, SignUp
from hedgerow.features.engagement.placements.models import Placement, PlacementKind
from hedgerow.foundation.permissions import Actor

STARTS = factories.STARTS
SEEN = (Opportunity, SignUp, Placement, WishList, MessageCopy, Referral, Need)
"""What a guardian sees by the tie alone; the opportunity is shown at its site."""


@dataclass
class Half:
    """One of the two ecosystems; its rows by their model."""

    ecosystem: Ecosystem
    school: Organisation
    host: Organisation
    tie: Guardian
    activity: Activity
    rows: dict[type, Any] = field(default_factory=dict)


@dataclass
class World:
    child: Person
    parent: Person
    other: Person
    aspen: Half
    birch: Half

    def by(self) -> Actor:
        return factories.actor(self.parent)

    def seen(self) -> set[tuple[str, str]]:
        """Ecosystem and model of each row that the parent sees."""
        by = self.by()
        return {
            (half.ecosystem.name, model.__name__)
            for half in (self.aspen, self.birch)
            for model in SEEN
            if model.objects.visible_to(by).filter(pk=half.rows[model].pk).exists()
        }


def world() -> World:
    aspen, birch = (factories.ecosystem(name, public=False) for name in ("Aspen", "Birch"))
    schools = [factories.member_school(one, f"{one.name} school") for one in (aspen, birch)]
    child = factories.learner(schools[0], "Mia")
    factories.assigned(child, "learner", birch, schools[1])
    parent, other = factories.person(aspen, "Pat"), factories.person(aspen, "Olga")
    halves = []
    for place, school in zip((aspen, birch), schools, strict=True):
        factories.assigned(parent, "guardian", place)
        ties = [
            Guardian.objects.create(ecosystem=place, guardian=one, learner=child, starts=STARTS)
            for one in (parent, other)
        ]
        halves.append(_half(place, school, child, ties))
    return World(child, parent, other, *halves)


def _half(place: Ecosystem, school: Organisation, child: Person, ties: list[Guardian]) -> Half:
    host = factories.organisation(place, f"{place.name} clinic", kind="partner")
    kind = Kind.objects.create(ecosystem=place, key="club", name="Club")
    activity = Activity.objects.create(
        ecosystem=place, kind=kind, title=f"{place.name} teens", site=school, starts=STARTS,
        created_at=NOW,
    )  # fmt: skip
    Enrolment.objects.create(
        ecosystem=place, activity=activity, person=child, site=school, starts=STARTS
    )
    made = Half(place, school, host, ties[0], activity)
    for row in (*_offered(made, child), *_told(made, child, ties)):
        made.rows.setdefault(type(row), row)
    return made


def _offered(made: Half, child: Person) -> list[Any]:
    place, kinds = made.ecosystem, Kind.objects.get(ecosystem=made.ecosystem)
    sort = OpportunityKind.objects.create(ecosystem=place, key="event", name="Event")
    offer = Opportunity.objects.create(
        ecosystem=place, kind=sort, title="Night", summary="s", organisation=made.host,
        site=made.school, state="open", sight="site", created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    signed = SignUp.objects.create(
        ecosystem=place, opportunity=offer, person=child, state="placed", asked_at=NOW
    )
    shadowing = PlacementKind.objects.create(
        ecosystem=place, key="s", title="Shadowing", activity_kind=kinds
    )
    placement = Placement.objects.create(
        ecosystem=place, kind=shadowing, learner=child, site=made.school, host=made.host,
        requested_at=NOW,
    )  # fmt: skip
    choice = Round.objects.create(
        ecosystem=place, key="p", title="Pathways", state="open", opens_on=STARTS,
        closes_on=factories.TODAY, created_at=NOW,
    )  # fmt: skip
    wishes = WishList.objects.create(round=choice, person=child, ticket="A1", saved_at=NOW)
    need = Need.objects.create(
        ecosystem=place, person=child, kind="tutoring", site=made.school, created_at=NOW
    )
    return [offer, signed, placement, wishes, need]


def _told(made: Half, child: Person, ties: list[Guardian]) -> list[Any]:
    """A message to each guardian, whose copies say what is theirs, and a referral."""
    place = made.ecosystem
    sent = Message.objects.create(
        ecosystem=place, template="good-news", site=made.school, place="School", asks=True, at=NOW
    )
    copies = [
        MessageCopy.objects.create(
            message=sent, guardian=tie.guardian, learner=child, language="en", subject="Mia",
            body=f"To {tie.guardian.name}", answer="call", answer_note=f"By {tie.guardian.name}",
            answered_at=NOW,
        )
        for tie in ties
    ]  # fmt: skip
    referral = Referral.objects.create(
        ecosystem=place, learner=child, sender=made.school, receiver=made.host, need="mind",
        at=NOW, due_at=NOW,
    )  # fmt: skip
    return [*copies, referral]
