"""Opportunities for tests: a partner of a valley offers a club, its learners and their parents."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
DAY = date(2026, 9, 7)


@dataclass
class Valley:
    """``maker`` offers in ``place``; Pia works there, Ada convenes."""

    place: Ecosystem
    school: Organisation
    maker: Organisation
    kind: OpportunityKind
    pia: Actor
    ada: Actor
    learners: list[Person] = field(default_factory=list)

    def offer(self, *, opened: bool = True, by: Actor = STEWARD, **values: Any) -> Opportunity:
        """Something of the maker's, open unless said otherwise."""
        given = {
            "kind_id": self.kind.pk, "title": "Robots", "summary": "We build a robot.",
            "organisation_id": self.maker.pk, "site_id": self.school.pk, "starts": DAY, **values,
        }  # fmt: skip
        row = actions.offer_opportunity(self.place, given, by=by, at=NOW)
        return actions.open_opportunity(row, by=by, at=NOW) if opened else row


def valley(learners: int = 0, *, public: bool = True, slug: str = "aspen") -> Valley:
    place = factories.ecosystem(slug=slug, public=public, time_zone="America/Chicago")
    school = factories.member_school(place)
    maker = factories.organisation(place, "Makers", kind="partner", sector="technology")
    OrganisationMembership.objects.create(
        ecosystem=place, organisation=maker, partner=True, starts=factories.STARTS
    )
    pia = factories.person(place, "Pia")
    factories.assigned(pia, "partner", place, maker)
    kind = OpportunityKind.objects.create(
        ecosystem=place, key="club", name="Club", minimum_minutes=90
    )
    ada = factories.convener(place)
    made = Valley(place, school, maker, kind, factories.actor(pia), factories.actor(ada))
    made.learners = [factories.learner(school, f"Bo {n:02}") for n in range(learners)]
    return made
