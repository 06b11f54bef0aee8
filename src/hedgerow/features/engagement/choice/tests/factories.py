"""A round of choice for tests: learners of one school, three offers, the steward as convener."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Offer, Outcome, Round
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CLOSES = date(2026, 12, 4)
LATER = NOW + timedelta(days=12)
"""When the round's last day is over."""

SEED = "hedgerow"


@dataclass
class Made:
    """A round with its offers by title and its learners in order."""

    ecosystem: Ecosystem
    school: Organisation
    row: Round
    offers: dict[str, Offer]
    learners: list[Person] = field(default_factory=list)

    def fresh(self) -> Round:
        """The round as it stands."""
        return Round.objects.select_related("ecosystem").get(pk=self.row.pk)

    def uuids(self, titles: str) -> list[Any]:
        """Offers by the letters that are their titles."""
        return [self.offers[title].uuid for title in titles]

    def wish(self, learner: int, titles: str, at: datetime = NOW) -> None:
        actions.save_list(self.row, self.learners[learner], self.uuids(titles), by=STEWARD, at=at)

    def run(self, *lists: str) -> Round:
        """Lists of the first learners, the round closed, run and published."""
        for learner, titles in enumerate(lists):
            self.wish(learner, titles)
        actions.run_round(self.row, by=STEWARD, at=LATER)
        return actions.publish_round(self.row, by=STEWARD, at=LATER)

    def open_over(self, opportunity: Opportunity) -> None:
        """An opportunity taken up, and the round opened."""
        actions.take_opportunities(self.row, [opportunity.uuid], by=STEWARD, at=NOW)
        actions.open_round(self.row, by=STEWARD, at=NOW)

    def publish(self) -> None:
        """All wish for the only offer; the round closed, run and published."""
        offer = self.row.offers.get()
        for learner in self.learners:
            actions.save_list(self.row, learner, [offer.uuid], by=STEWARD, at=NOW)
        actions.run_round(self.row, by=STEWARD, at=LATER)
        self.row = actions.publish_round(self.row, by=STEWARD, at=LATER)

    def places(self) -> dict[str, str]:
        """Who has which place, by name."""
        rows = Outcome.objects.filter(round=self.row).select_related("person", "offer")
        return {one.person.name: one.offer.title if one.offer else "" for one in rows}


def a_round(
    learners: int = 4, seats: Sequence[tuple[str, int]] = (("A", 1), ("B", 1), ("C", 2)),
    *, opened: bool = True, ecosystem: Ecosystem | None = None, **values: Any,
) -> Made:  # fmt: skip
    """A round of offers with these titles and seats for so many learners of one school."""
    aspen = ecosystem or factories.ecosystem()
    school = factories.member_school(aspen)
    said = {"title": "Pathways", "opens_on": NOW.date(), "closes_on": CLOSES, **values}
    row = actions.plan_round(aspen, said, by=STEWARD, at=NOW)
    offers = {
        title: actions.save_offer(row, {"title": title, "seats": count}, by=STEWARD, at=NOW)
        for title, count in seats
    }
    made = Made(aspen, school, row, offers)
    made.learners = [factories.learner(school, f"Bo {n}", grade="8") for n in range(learners)]
    if opened:
        actions.open_round(row, by=STEWARD, at=NOW, seed=SEED)
    return made
