"""A round of choice for the cast."""

from datetime import UTC, date, datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.choice.models import (
    Criterion,
    Draw,
    Offer,
    Round,
    Wish,
    WishList,
)

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def choosing(own: Ecosystem, school: Organisation, learner: Person) -> dict[str, object]:
    """A round of choice that is open, with a rule, an offer, and the learner's list."""
    found = Round.objects.create(
        ecosystem=own, key="pathways", title="Pathways", state="open",
        opens_on=date(2026, 8, 1), closes_on=date(2199, 6, 1), created_at=AT,
    )  # fmt: skip
    Draw.objects.create(round=found, secret="s", commitment="c", committed_at=AT)
    offer = Offer.objects.create(round=found, title="Health", seats=2, site=school)
    rule = Criterion.objects.create(round=found, kind="grade", title="Grade 8", grades=["8"])
    row = WishList.objects.create(
        round=found, person=learner, ticket=own.name, saved_at=AT, saved_by=learner
    )
    Wish.objects.create(wish_list=row, offer=offer, position=1)
    return {"round": found, "offer": offer, "rule": rule}
