"""Entries of a challenge are scored, and the result published."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import (
    NoJudge,
    NotAllScored,
    OwnEntry,
)
from hedgerow.features.engagement.opportunities.models import (
    Criterion,
    Entry,
    Judge,
    Opportunity,
    Score,
)
from hedgerow.features.engagement.opportunities.queries.making import entries_near
from hedgerow.features.engagement.opportunities.queries.unjudged import is_unjudged
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from .challenges import challenge
from .checks import locked, managed
from .telling import tell


@transaction.atomic
def score_entry(entry: Entry, points: Mapping[int, int], *, by: Actor, at: datetime) -> list[Score]:
    """Score an entry as one of the judges: points by the ids of the rubric's lines, all of them.

    Scoring again replaces what one gave before, until the result is published.

    Raises NotFound to whoever judges not, OwnEntry to who made it and their guardians, ResultsOut
    or Invalid.
    """
    row = challenge(locked(entry.opportunity, by))
    require_open(by, row.ecosystem_id)
    judge = Judge.objects.filter(opportunity=row, person=by.person_id or 0).first()
    if judge is None:
        raise NotFound
    if entries_near(by.person_id).filter(pk=entry.pk).exists():
        raise OwnEntry(title=entry.title)
    lines = list(Criterion.objects.filter(opportunity=row))
    if {line.pk for line in lines} != set(points):
        raise Invalid({"points": [_("Give points for every line of the rubric.")]})
    wrong = [line for line in lines if not 0 <= points[line.pk] <= line.points]
    if wrong:
        said = _("%(title)s: 0 to %(most)s points.")
        raise Invalid(
            {"points": [said % {"title": one.title, "most": one.points} for one in wrong]}
        )
    Score.objects.filter(entry=entry, judge=judge).delete()
    scores = [
        Score(entry=entry, judge=judge, criterion=line, points=points[line.pk]) for line in lines
    ]
    Score.objects.bulk_create(scores)
    tell("scored", row, by=by, at=at, entry=str(entry.uuid))
    return scores


@transaction.atomic
def publish_results(opportunity: Opportunity, *, by: Actor, at: datetime) -> list[Entry]:
    """Publish ranks by the mean of the judges' totals; equal ones share a rank.

    Raises NotFound, NotPermitted, NoChallenge, ResultsOut, NotAllScored where an entry has no
    judge's scores, or NoJudge where nobody is there to score it.
    """
    row = challenge(managed(opportunity, by))
    if is_unjudged(row):
        raise NoJudge(title=row.said("title"))
    entries = list(Entry.objects.select_for_update().filter(opportunity=row).order_by("pk"))
    by_judge: dict[int, dict[int, int]] = {entry.pk: {} for entry in entries}
    for score in Score.objects.filter(entry__in=entries):
        of = by_judge[score.entry_id]
        of[score.judge_id] = of.get(score.judge_id, 0) + score.points
    missing = sum(not of for of in by_judge.values())
    if missing or not entries:
        raise NotAllScored(entries=missing)
    found = rules.ranking({pk: list(of.values()) for pk, of in by_judge.items()})
    for entry in entries:
        mean, entry.rank = found[entry.pk]
        entry.points = round(mean.numerator / mean.denominator, 2)
        entry.save(update_fields=["points", "rank"])
    row.results_at = at
    row.save(update_fields=["results_at"])
    tell("results_published", row, by=by, at=at, entries=len(entries))
    return sorted(entries, key=lambda one: (one.rank or 0, one.pk))
