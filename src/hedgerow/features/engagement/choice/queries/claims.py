"""Seats of opportunities that other rounds hold or have promised: no round gives them a second time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.queries import places_left

from ..models import Draw, Offer, Round
from ..rules.sharing import seats_for
from .enrolled import unenrolled
from .holding import GIVES


@dataclass(frozen=True, slots=True)
class Claim:
    """Seats of an opportunity that the round ``title`` holds, or, ``promised``, has given to learners who
    are not enrolled yet; ``is_later`` where it opened after the round that asks."""

    opportunity: int
    round: UUID
    title: str
    seats: int
    promised: bool = False
    is_later: bool = False


def claims(row: Round, opportunities: Collection[int]) -> list[Claim]:
    """What other rounds hold and have promised of these. Three queries."""
    if not opportunities:
        return []
    opened = Draw.objects.filter(round=row).values_list("committed_at", "round").first()
    held = Offer.objects.filter(
        opportunity__in=opportunities, round__state__in=GIVES, seats__gt=0
    ).exclude(round=row)
    found = [
        Claim(
            one.opportunity_id or 0, one.round.uuid, one.round.said("title"), one.seats,
            is_later=opened is not None and (one.round.draw.committed_at, one.round_id) > opened,
        )
        for one in held.select_related("round__draw").order_by("round__closes_on", "pk")
    ]  # fmt: skip
    return [*_promised(row, opportunities), *found]


def _promised(row: Round, opportunities: Collection[int]) -> list[Claim]:
    """Who holds a place by signing up is counted there."""
    signed = SignUp.objects.filter(
        opportunity=OuterRef("offer__opportunity"), person=OuterRef("person"),
        state__in=SignUp.HOLDING,
    )  # fmt: skip
    given = unenrolled().filter(
        ~Exists(signed), round__state=Round.State.PUBLISHED, offer__opportunity__in=opportunities
    )
    named = given.exclude(round=row).order_by("round").values_list(
        "offer__opportunity", "round__uuid", "round__title"
    )  # fmt: skip
    counted = named.annotate(n=Count("pk"))
    return [Claim(of, uuid, title, n, promised=True) for of, uuid, title, n in counted]


def seats_in(row: Round, of: Opportunity, now: int, found: Iterable[Claim]) -> int | None:
    """Free seats of an opportunity that the round has to give; ``now`` it has. None without a bound."""
    left = places_left(of)
    if left is None:
        return None
    own = [one for one in found if one.opportunity == of.pk]
    promised = sum(one.seats for one in own if one.promised)
    later = sum(one.seats for one in own if one.is_later)
    earlier = sum(one.seats for one in own) - promised - later
    return seats_for(left, promised, earlier, later, 0 if row.state == Round.State.DRAFT else now)
