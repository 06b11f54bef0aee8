"""A pair as its page shows it, and the learners of one who helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.standing import answered_by
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Pairing, SessionNote
from ..permissions import ARRANGE
from . import lists, wording
from .helper import Answered, Helper, answered, helper_of

Text = str | Promise
SHOWN = 50


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, as far as the reader may read it."""

    uuid: UUID
    text: str
    at: datetime
    author: str
    shared: bool
    may_share: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of the pair's activity that is planned; ``opens`` if the reader may open its register."""

    uuid: UUID
    at: datetime
    opens: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """One pair. ``may_answer`` names the sides that the reader answers for now."""

    slug: str
    uuid: UUID
    kind: Text
    mentor: str
    learner: str
    state: str
    state_word: Text
    why: str
    about: str
    mentor_says: bool | None
    learner_says: bool | None
    starts: date | None
    ends: date | None
    reason: str
    activity: UUID | None
    next: Meeting | None
    notes: Sequence[NoteLine]
    may_answer: Sequence[str]
    may_begin: bool
    may_end: bool
    may_note: bool
    today: date
    helper: Helper | None
    mentor_answered: Answered
    learner_answered: Answered


def pair_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Pairing:
    """The pair, if the actor sees it; raises NotFound."""
    row = lists.pairs(actor, ecosystem).select_related("activity").filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def pair_page(actor: Actor, row: Pairing, at: datetime) -> PairPage:
    """The pair with its notes and what the reader may do about it."""
    arranges = may_arrange(actor, row)
    helps = actor.person_id == row.offer.person_id
    is_open = row.ecosystem.closed_on is None
    going_on = row.state not in ("declined", "ended")
    coming, day = next_meetings(actor, [row], at), day_in(row.ecosystem, at)
    by = answered(row)
    return PairPage(
        row.ecosystem.slug, row.uuid, row.offer.get_kind_display(), row.offer.person.name,
        row.need.person.name, row.state, row.get_state_display(), wording.sentence(row.terms),
        row.need.about, row.mentor_says, row.learner_says, row.starts, row.ends, row.reason,
        row.activity.uuid if row.activity else None, coming.get(row.activity_id or 0),
        notes_of(actor, row), sides(actor, row, at) if is_open else (),
        is_open and (arranges or helps) and row.state == "agreed", is_open and going_on,
        is_open and helps and row.state in ("live", "agreed", "ended"), day,
        helper_of(row, day) if going_on and not helps else None, by["mentor"], by["learner"],
    )  # fmt: skip


def may_arrange(actor: Actor, row: Pairing) -> bool:
    return actor.may(ARRANGE, row.ecosystem_id) or actor.may_at(
        ARRANGE, row.ecosystem_id, row.need.site_id
    )


def sides(actor: Actor, row: Pairing, at: datetime) -> tuple[str, ...]:
    """The sides that have not answered and for which the actor may."""
    if row.state != Pairing.State.PROPOSED:
        return ()
    both = {"mentor": row.offer.person, "learner": row.need.person}
    waiting = {side: who for side, who in both.items() if getattr(row, f"{side}_says") is None}
    if may_arrange(actor, row):
        return tuple(waiting)
    return tuple(
        side for side, who in waiting.items() if answers_for(actor, row.ecosystem, who, at)
    )


def answers_for(actor: Actor, ecosystem: Ecosystem, person: Person, at: datetime) -> bool:
    """Whether the actor is who answers for that person: oneself, or a guardian below the age."""
    return bool(answered_by(actor, [(ecosystem, person)], at))


def notes_of(actor: Actor, row: Pairing) -> list[NoteLine]:
    """The notes of a pair that the actor may read, the newest first."""
    rows = SessionNote.objects.visible_to(actor).filter(pairing=row).select_related("author")
    return [
        NoteLine(
            one.uuid, one.text, one.at, one.author.name if one.author else "", one.shared,
            one.author_id is not None and one.author_id == actor.person_id,
        )
        for one in rows.order_by("-at", "-pk")[:SHOWN]
    ]  # fmt: skip


def next_meetings(
    actor: Actor, rows: "Sequence[Pairing] | QuerySet[Pairing]", at: datetime
) -> dict[int, Meeting]:
    """The next planned session of each pair's activity, in two queries."""
    activities = {row.activity_id for row in rows if row.activity_id and row.state == "live"}
    planned = Session.objects.filter(
        activity__in=activities, state=Session.State.PLANNED, starts_at__gte=at
    )
    found: dict[int, Session] = {}
    for one in planned.order_by("starts_at", "pk"):
        found.setdefault(one.activity_id, one)
    near = Session.objects.filter(pk__in=[one.pk for one in found.values()]).opened_by(actor)
    opened = set(near.values_list("pk", flat=True))
    return {
        activity: Meeting(one.uuid, one.starts_at, one.pk in opened)
        for activity, one in found.items()
    }
