"""A network and a partner, each with somebody who may speak for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.partners import actions
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.foundation.permissions import Actor

FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)


@dataclass
class Two:
    """The club's ecosystem with its convener, and the makers with their director."""

    club: Club
    convener: Actor
    director: Actor

    def proposed(self, by: Actor | None = None, **values: Any) -> Agreement:
        given = {
            "title": "Robotics", "scope": "Two hours a week", "starts": FIRST, "ends": LAST,
            "sites": [self.club.school], **values,
        }  # fmt: skip
        return actions.propose_agreement(
            self.club.ecosystem, self.club.maker, by=by or self.convener, at=NOW, **given
        )

    def agreed(self, **values: Any) -> Agreement:
        row = self.proposed(**values)
        return actions.answer_agreement(row, by=self.director, at=NOW, accepts=True)


def two(**values: Any) -> Two:
    found = club(**values)
    somebody = factories.convener(found.ecosystem)
    return Two(found, factories.actor(somebody), found.staff("partner", found.maker))
