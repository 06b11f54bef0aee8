"""A challenge as its page, its judges and the API see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.features.engagement.opportunities.errors import OwnEntry
from hedgerow.features.engagement.opportunities.models import (
    Criterion,
    Entry,
    Judge,
    Opportunity,
    Score,
    SignUp,
)
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .making import entries_near
from .pages import may_change
from .unjudged import is_unjudged


@dataclass(frozen=True, slots=True)
class RubricLine:
    """One line of the rubric; ``given`` are one's own points where one judges."""

    pk: int
    uuid: UUID
    title: str
    points: int
    given: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What was handed in; who made it is told to who offers the challenge alone.

    ``to_others``: one made it, or one's child did, so one does not score it.
    """

    uuid: UUID
    title: str
    summary: str
    points: Decimal | None
    rank: int | None
    scored_by: int
    mine_done: bool
    to_others: bool
    by: str


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """A challenge: judges, rubric, entries (by rank once published), and what one may do.

    Outside the ecosystem judges are counted and not named, and so is what was handed in until the
    result is published.
    """

    judges: Sequence[str]
    judge_count: int
    rubric: Sequence[RubricLine]
    entries: Sequence[EntryRow]
    entry_count: int
    results_at: datetime | None
    judging: bool
    managing: bool
    may_hand_in: bool
    unjudged: bool


def challenge_page(actor: Actor, row: Opportunity) -> ChallengePage:
    """Raises NotFound where nobody judges."""
    if not row.kind.judged:
        raise NotFound
    managing = may_change(actor, row) and row.ecosystem.closed_on is None
    rows = Judge.objects.filter(opportunity=row).select_related("person").order_by("pk")
    judges = [one.person for one in rows if one.person]
    out, inside = row.results_at, _is_inside(actor, row)
    return ChallengePage(
        judges=[one.name for one in judges] if inside else [],
        judge_count=len(judges),
        rubric=[RubricLine(one.pk, one.uuid, one.title, one.points) for one in rubric_of(row)],
        entries=_entries(actor, row, named=managing) if inside or out else [],
        entry_count=Entry.objects.filter(opportunity=row).count(),
        results_at=on_the_wall(out, row.ecosystem.time_zone) if out else None,
        judging=actor.person_id in {one.pk for one in judges} and out is None,
        managing=managing,
        may_hand_in=out is None and bool(makers(actor, row)),
        unjudged=managing and is_unjudged(row),
    )


def _is_inside(actor: Actor, row: Opportunity) -> bool:
    """Whether the actor has a role in the ecosystem, or takes part as oneself or by a child."""
    if actor.steward or row.ecosystem_id in actor.grants:
        return True
    return SignUp.objects.visible_to(actor).filter(opportunity=row).exists()


def rubric_of(row: Opportunity) -> QuerySet[Criterion]:
    return Criterion.objects.filter(opportunity=row).order_by("position", "pk")


def makers(actor: Actor, row: Opportunity) -> Sequence[SignUp]:
    """Who may hand something in yet: oneself and one's children; all, to who offers it."""
    rows = SignUp.objects.visible_to(actor).filter(opportunity=row, state=SignUp.State.PLACED)
    return list(rows.filter(entry=None).select_related("person").order_by("person__sort_name"))


def entry_row(actor: Actor, row: Opportunity, uuid: UUID) -> Entry:
    """An entry of the challenge; raises NotFound."""
    found = Entry.objects.filter(opportunity=row, uuid=uuid).select_related("opportunity").first()
    if found is None:
        raise NotFound
    return found


def scoring(actor: Actor, row: Opportunity, entry: Entry) -> Sequence[RubricLine]:
    """The rubric with the points that one gave the entry.

    Raises NotFound for who judges not, or OwnEntry.
    """
    judge = Judge.objects.filter(opportunity=row, person=actor.person_id or 0).first()
    if judge is None or row.results_at is not None:
        raise NotFound
    if entries_near(actor.person_id).filter(pk=entry.pk).exists():
        raise OwnEntry(title=entry.title)
    scores = Score.objects.filter(entry=entry, judge=judge)
    given = dict(scores.values_list("criterion", "points"))
    return [
        RubricLine(one.pk, one.uuid, one.title, one.points, given.get(one.pk))
        for one in rubric_of(row)
    ]


def _entries(actor: Actor, row: Opportunity, *, named: bool) -> list[EntryRow]:
    rows = Entry.objects.filter(opportunity=row).order_by("rank", "handed_in_at", "pk")
    scores = Score.objects.filter(entry__opportunity=row).values_list("entry", "judge__person")
    who: dict[int, set[int | None]] = {}
    for entry, person in scores:
        who.setdefault(entry, set()).add(person)
    makers_of: dict[int | None, list[str]] = {}
    if named:
        placed = SignUp.objects.filter(opportunity=row, entry__isnull=False)
        for one in placed.select_related("person").order_by("person__sort_name"):
            makers_of.setdefault(one.entry_id, []).append(one.person.name)
    near = set(entries_near(actor.person_id).filter(opportunity=row).values_list("pk", flat=True))
    return [
        EntryRow(
            one.uuid, one.title, one.summary, one.points, one.rank, len(who.get(one.pk, ())),
            actor.person_id in who.get(one.pk, ()), one.pk in near, ", ".join(makers_of.get(one.pk, ())),
        )
        for one in rows
    ]  # fmt: skip


def to_score(actor: Actor) -> list[Waiting]:
    """Challenges in which one judges and has entries left to score."""
    judging = Judge.objects.filter(not_closed(), person=actor.person_id or 0)
    scored = Score.objects.filter(entry=OuterRef("pk"), judge=OuterRef(OuterRef("pk")))
    left = Entry.objects.filter(~Exists(scored), opportunity=OuterRef("opportunity"))
    left = left.exclude(pk__in=entries_near(actor.person_id).values("pk"))
    rows = judging.filter(Exists(left), opportunity__results_at=None)
    offered = [one.opportunity for one in rows.select_related("opportunity__ecosystem")[:20]]
    return [
        Waiting(
            of.said("title"), reverse("challenge", args=[of.ecosystem.slug, of.uuid]),
            of.ecosystem.where,
            _("Score what was handed in"),
        )
        for of in offered
    ]  # fmt: skip
