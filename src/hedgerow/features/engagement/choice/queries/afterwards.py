"""What is left to do once a round is published: places without an activity or an answer, for who runs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.ecosystems.told import spoken
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.waiting import Waiting

from ..models import Outcome, Round
from ..permissions import RUN_ROUNDS
from .enrolled import is_enrolled

Answer = Outcome.Answer
SHOWN = 20
OFFER: Final = ("offer__uuid", "offer__title", "offer__told", "offer__position")


@dataclass(frozen=True, slots=True)
class Untied:
    """What can be chosen and is no activity, with how many have a place in it."""

    uuid: UUID
    title: str
    placed: int


def untied_in(row: Round) -> Sequence[Untied]:
    """What of a round learners were placed in though nobody can be enrolled in it. One query."""
    rows = Outcome.objects.filter(untied(), round=row).order_by()
    counted = rows.values(*OFFER).annotate(n=Count("pk"))
    return [
        Untied(one["offer__uuid"], _title(one), one["n"])
        for one in counted.order_by("offer__position", "offer__title")
    ]


def _title(one: Mapping[str, Any]) -> str:
    return str(spoken(one["offer__told"]).get("title") or one["offer__title"])


def untied() -> Q:
    """Of outcomes, places that are given and of which no activity is named."""
    none = Q(offer__isnull=False, offer__activity=None, offer__opportunity=None)
    return none & ~Q(answer=Answer.GIVEN_BACK)


def unfinished(actor: Actor) -> QuerySet[Outcome]:
    """Places of published rounds that the actor runs: without an activity, or without an answer."""
    rows = Outcome.objects.filter(
        scope(actor, RUN_ROUNDS, "round__ecosystem_id"), round__state=Round.State.PUBLISHED
    )
    return rows.filter(untied() | _unanswered())


def afterwards(actor: Actor) -> Iterable[Waiting]:
    """At most two lines a round, each with how many places it is about. Two queries."""
    rows = unfinished(actor).filter(not_closed("round__ecosystem")).order_by()
    counted = rows.values_list("round").annotate(
        lacking=Count("pk", untied()), waiting=Count("pk", _unanswered())
    )
    counts = {pk: (lacking, waiting) for pk, lacking, waiting in counted}
    rounds = Round.objects.filter(pk__in=counts).select_related("ecosystem")
    for row in rounds.order_by("answer_by", "pk")[:SHOWN]:
        lacking, waiting = counts[row.pk]
        if lacking:
            yield _line(row, "choice-round", "#untied", _lacking(lacking))
        if waiting:
            yield _line(row, "choice-results", "?answer=waiting", _left(waiting), answer_until(row))


def answer_until(row: Round) -> datetime | None:
    """The end of the last day to answer, by the clocks there."""
    if row.answer_by is None:
        return None
    over = moment_of(row.ecosystem, row.answer_by + timedelta(days=1), time())
    return over - timedelta(minutes=1)


def _line(row: Round, page: str, at: str, why: str, due: datetime | None = None) -> Waiting:
    url = reverse(page, args=[row.ecosystem.slug, row.uuid])
    return Waiting(
        row.said("title"), f"{url}{at}", row.ecosystem.where, why, due, zone=row.ecosystem.time_zone
    )


def _unanswered() -> Q:
    waits = Q(answer=Answer.WAITING, offer__isnull=False, person__erased_at=None)
    return waits & ~Q(is_enrolled())


def _lacking(count: int) -> str:
    text = ngettext(
        "%(n)s place is in no activity yet: say which", "%(n)s places are in no activity yet: say which",
        count,
    )  # fmt: skip
    return text % {"n": count}


def _left(count: int) -> str:
    text = ngettext(
        "%(n)s place is not answered for yet", "%(n)s places are not answered for yet", count
    )
    return text % {"n": count}
