"""The learners of one who helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from ..models import Pairing, SessionNote
from . import lists
from .pairings import Meeting, next_meetings

Text = str | Promise


@dataclass(frozen=True, slots=True)
class LearnerCard:
    """One learner of who helps: when they meet next, and what was noted last."""

    pair: UUID
    name: str
    kind: Text
    state: str
    state_word: Text
    about: str
    activity: UUID | None
    next: Meeting | None
    last: str


@dataclass(frozen=True, slots=True)
class MyLearners:
    """Those whom one helps, and whom one was asked to help. ``places`` are how many one offers."""

    slug: str
    zone: str
    learners: Sequence[LearnerCard]
    asked: Sequence[LearnerCard]
    places: int


def my_learners(actor: Actor, ecosystem: Ecosystem, at: datetime) -> MyLearners:
    """The learners of the actor; a fixed number of queries however many there are."""
    rows = Pairing.objects.filter(ecosystem=ecosystem, offer__person=actor.person_id or 0)
    related = rows.taking_a_place().select_related("offer", "need__person", "activity")
    found = list(related.order_by("need__person__sort_name", "pk"))
    coming, last = next_meetings(actor, found, at), _last_notes(actor, found)
    cards = [
        LearnerCard(
            row.uuid, row.need.person.called or row.need.person.name, row.offer.get_kind_display(),
            row.state, row.get_state_display(), row.need.about,
            row.activity.uuid if row.activity else None, coming.get(row.activity_id or 0),
            last.get(row.pk, ""),
        )
        for row in found
    ]  # fmt: skip
    own = lists.offers(actor, ecosystem).filter(person=actor.person_id or 0, state="open")
    return MyLearners(
        ecosystem.slug, ecosystem.time_zone,
        [one for one in cards if one.state in ("live", "agreed")],
        [one for one in cards if one.state == "proposed"],
        sum(one.places for one in own),
    )  # fmt: skip


def _last_notes(actor: Actor, rows: Sequence[Pairing]) -> dict[int, str]:
    notes = SessionNote.objects.filter(pairing__in=rows, author=actor.person_id or 0)
    return dict(notes.order_by("at", "pk").values_list("pairing_id", "text"))
