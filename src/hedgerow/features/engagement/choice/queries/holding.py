"""Places of opportunities that rounds give: which are held, and where one is given back."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.opportunities.giving import Giver, Pair
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

from ..models import Offer, Outcome, Round
from .enrolled import unenrolled

State = Round.State
GIVES = (State.OPEN, State.CLOSED, State.PREVIEWED)


def holds(actor: Actor, row: Opportunity) -> Giver | None:
    """The round that gives its places: from its opening until all whom it placed are enrolled."""
    waits = Q(state=State.PUBLISHED) & Exists(unenrolled().filter(
        round=OuterRef("pk"), offer__opportunity=row
    ))  # fmt: skip
    over = Offer.objects.filter(round=OuterRef("pk"), opportunity=row)
    rows = Round.objects.visible_to(actor).filter(Q(state__in=GIVES) | waits, Exists(over))
    first = rows.annotate(gives=Q(state__in=GIVES)).order_by("-gives", "closes_on", "pk")
    found = first.select_related("ecosystem").first()
    if found is None:
        return None
    path = reverse("choice-round", args=[found.ecosystem.slug, found.uuid])
    return Giver(found.said("title"), path, found.closes_on if found.state in GIVES else None)


def holding() -> Exists:
    """The same for each row of opportunities: one subquery, by the opportunity of an offer."""
    waits = Q(round__state=State.PUBLISHED) & Exists(unenrolled().filter(offer=OuterRef("pk")))
    gives = Q(round__state__in=GIVES) | waits
    return Exists(Offer.objects.filter(gives, opportunity=OuterRef("pk")))


def promised(row: Opportunity) -> set[int]:
    """Whom a round has given a place in it that they are not enrolled in yet."""
    rows = unenrolled().filter(round__state=State.PUBLISHED, offer__opportunity=row)
    return set(rows.values_list("person", flat=True))


def given(row: Opportunity) -> dict[int, str]:
    """Whom a published round has given a place in it, with the title of the round; the newest counts."""
    rows = Outcome.objects.filter(
        round__state__in=(State.PUBLISHED, State.OVER), offer__opportunity=row
    )
    found = rows.select_related("round").order_by("round__published_at", "pk")
    return {one.person_id: one.round.said("title") for one in found}


def returns(actor: Actor, places: Collection[Pair], at: datetime) -> dict[Pair, str]:
    """The learner's page of the round that gave the place, while it can be given back there."""
    rows = Outcome.objects.visible_to(actor).filter(
        round__state=State.PUBLISHED,
        offer__activity__in={activity for activity, _person in places},
        person__in={person for _activity, person in places},
    )
    return {
        (one.offer.activity_id or 0, one.person_id): reverse(
            "choice-learner", args=[one.round.ecosystem.slug, one.round.uuid, one.person.uuid]
        )
        for one in rows.select_related("round__ecosystem", "offer", "person")
        if one.offer and not _is_late(one.round, at)
    }


def _is_late(row: Round, at: datetime) -> bool:
    return row.answer_by is not None and day_in(row.ecosystem, at) > row.answer_by
