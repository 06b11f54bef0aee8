"""Where oneself and one's children have a place, in one ecosystem, with when and where to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.giving import ways_back
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor

from .given import next_sessions, own_given, when
from .own import own_places
from .pages import where
from .places import position

State = SignUp.State
MOST = 200


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of oneself or a child, or one waited for; ``back`` is where it is given back."""

    opportunity: UUID
    title: str
    name: str
    state: str
    state_words: str
    until: datetime | None
    position: int
    when: str = ""
    where: Sequence[str] = ()
    sign_up: UUID | None = None
    back: str = ""


def own_rows(actor: Actor, ecosystem: Ecosystem, at: datetime) -> Sequence[OwnPlace]:
    """Every place in that ecosystem, given or signed up for, and where one waits."""
    related = "opportunity__site", "opportunity__ecosystem"
    signed = list(own_places(actor).filter(ecosystem=ecosystem).select_related(*related)[:MOST])
    given = list(own_given(actor, ecosystem, at)[:MOST])
    known = {one.activity_id: one for one in _opportunities(actor, given)}
    pairs = [(one.activity_id, one.person_id) for one in given]
    backs = ways_back(actor, pairs, at)
    activities = {one.opportunity.activity_id for one in signed} | set(known)
    following = next_sessions([pk for pk in activities if pk is not None], at)
    return [
        *(_given(one, known[one.activity_id], following, backs) for one in given),
        *(_signed(one, ecosystem, following) for one in signed),
    ]


def _opportunities(actor: Actor, given: Iterable[Enrolment]) -> Iterable[Opportunity]:
    rows = Opportunity.objects.visible_to(actor).filter(
        activity__in=[one.activity_id for one in given]
    )
    return rows.select_related("site", "ecosystem")


def _given(
    one: Enrolment, row: Opportunity, following: dict[int, datetime], backs: dict[tuple[int, int], str]
) -> OwnPlace:  # fmt: skip
    return OwnPlace(
        row.uuid, row.said("title"), one.person.called or one.person.name, State.PLACED.value,
        str(State.PLACED.label), None, 0, when(row, following), where(row),
        back=backs.get((one.activity_id, one.person_id), ""),
    )  # fmt: skip


def _signed(one: SignUp, ecosystem: Ecosystem, following: dict[int, datetime]) -> OwnPlace:
    row, placed = one.opportunity, one.state == State.PLACED
    return OwnPlace(
        row.uuid, row.said("title"), one.person.called or one.person.name, one.state,
        str(one.get_state_display()),
        on_the_wall(one.expires_at, ecosystem.time_zone) if one.expires_at else None,
        position(one) if one.state == State.WAITING else 0,
        when(row, following) if placed else "", where(row) if placed else (),
        sign_up=one.uuid if placed else None,
    )  # fmt: skip
