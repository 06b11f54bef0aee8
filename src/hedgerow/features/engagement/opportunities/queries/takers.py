"""Who has a place in an opportunity, is asked, or waits, for those who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .holders import Holder

State = SignUp.State
ORDER = (State.OFFERED, State.ASKED, State.PLACED, State.WAITING)


def sign_ups_of(actor: Actor, row: Opportunity) -> QuerySet[SignUp]:
    """Those of one opportunity that the actor may see: who has a place first, then the line."""
    seen = SignUp.objects.visible_to(actor).filter(opportunity=row)
    places = [When(state=state, then=Value(rank)) for rank, state in enumerate(ORDER)]
    ranked = seen.annotate(rank=Case(*places, default=Value(9), output_field=IntegerField()))
    return ranked.select_related("person").order_by("rank", "asked_at", "pk")


def sign_up_row(actor: Actor, slug: str, uuid: UUID, sign_up: UUID) -> SignUp:
    """One sign-up at its address; raises NotFound."""
    rows = SignUp.objects.visible_to(actor).filter(
        uuid=sign_up, opportunity__uuid=uuid, ecosystem__slug=slug
    )
    found = rows.select_related("opportunity", "person").first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody in the list of places; ``position`` is that in the line of who waits.

    Who did not sign up has no ``sign_up``; ``given`` says where that place is from.
    """

    sign_up: UUID | None
    name: str
    state: str
    state_words: str
    asked_at: datetime | None
    until: datetime | None
    position: int
    current: bool
    given: str = ""


def taker_rows(actor: Actor, row: Opportunity, given: Sequence[Holder]) -> Sequence[Taker]:
    """Everybody who has a place, was asked or waits, in that order; ``given`` did not sign up. One query."""
    zone, waits, found = row.ecosystem.time_zone, 0, []
    for one in sign_ups_of(actor, row):
        waits += one.state == State.WAITING
        found.append(
            Taker(
                one.uuid,
                one.person.name,
                one.state,
                str(one.get_state_display()),
                on_the_wall(one.asked_at, zone),
                on_the_wall(one.expires_at, zone) if one.expires_at else None,
                waits if one.state == State.WAITING else 0,
                one.state in ORDER,
            )
        )
    first = sum(one.state in SignUp.HOLDING for one in found)
    return [*found[:first], *map(_given, given), *found[first:]]


def _given(one: Holder) -> Taker:
    return Taker(
        None, one.name, State.PLACED, one.state_words, None, None, 0, False, one.giver_words
    )
