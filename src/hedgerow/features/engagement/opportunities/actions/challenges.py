"""A challenge: judges and rubric are named, and entries handed in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.errors import (
    AlreadyScored,
    HandedIn,
    NoChallenge,
    ResultsOut,
)
from hedgerow.features.engagement.opportunities.models import (
    Criterion,
    Entry,
    Judge,
    Opportunity,
    Score,
    SignUp,
)
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .checks import locked, managed
from .telling import tell

Rubric = Sequence[tuple[str, int]]


@transaction.atomic
def set_challenge(
    opportunity: Opportunity, judges: Sequence[Person], rubric: Rubric, *, by: Actor, at: datetime
) -> Opportunity:
    """Name the judges, and the rubric: titles with the most points each gives.

    Once something is scored the rubric stays, and so do the judges who scored. As long as it is
    open it has both.

    Raises NotFound, also for a judge without a role here, NotPermitted, NoChallenge, AlreadyScored,
    ResultsOut or Invalid.
    """
    row = challenge(managed(opportunity, by))
    if row.state == Opportunity.State.OPEN and not (judges and rubric):
        raise Invalid({"judges": [_("As long as it is open it keeps a judge and a rubric.")]})
    wanted = {person.pk for person in judges}
    roles = Assignment.objects.filter(ecosystem=row.ecosystem, person__in=wanted, ends=None)
    if set(roles.values_list("person", flat=True)) != wanted:
        raise NotFound
    if len({title for title, _points in rubric}) < len(rubric):
        raise Invalid({"rubric": [_("Each line of the rubric has its own title.")]})
    gone = Judge.objects.filter(opportunity=row).exclude(person__in=wanted)
    if gone.filter(scores__isnull=False).exists():
        raise AlreadyScored(title=row.said("title"))
    gone.delete()
    there = set(Judge.objects.filter(opportunity=row).values_list("person", flat=True))
    for pk in sorted(wanted - there):
        Judge.objects.create(ecosystem=row.ecosystem, opportunity=row, person_id=pk)
    _write_rubric(row, rubric)
    tell("challenge_set", row, by=by, at=at, judges=len(wanted), criteria=len(rubric))
    return row


def _write_rubric(row: Opportunity, rubric: Rubric) -> None:
    before = Criterion.objects.filter(opportunity=row).order_by("position", "pk")
    if list(before.values_list("title", "points")) == list(rubric):
        return
    if Score.objects.filter(criterion__opportunity=row).exists():
        raise AlreadyScored(title=row.said("title"))
    before.delete()
    for position, (title, points) in enumerate(rubric):
        Criterion.objects.create(opportunity=row, title=title, points=points, position=position)


@transaction.atomic
def hand_in(
    opportunity: Opportunity, title: str, summary: str, people: Sequence[Person], *,
    by: Actor, at: datetime,
) -> Entry:  # fmt: skip
    """Hand in what these people made; all of them have a place. One hands in for oneself or one's
    child; who offers the challenge, for a team.

    Raises NotFound, NoChallenge, HandedIn, ResultsOut or Invalid.
    """
    row = challenge(locked(opportunity, by))
    require_open(by, row.ecosystem_id)
    if not title.strip() or not people:
        raise Invalid({"title": [_("Say what it is called, and whose it is.")]})
    check_lengths(Entry, {"title": title, "summary": summary})
    seen = SignUp.objects.visible_to(by).filter(opportunity=row, person__in=people)
    placed = list(seen.filter(state=SignUp.State.PLACED).select_related("person"))
    if len(placed) != len({person.pk for person in people}):
        raise NotFound
    taken = next((one for one in placed if one.entry_id is not None), None)
    if taken is not None or Entry.objects.filter(opportunity=row, title=title).exists():
        raise HandedIn(name=(taken or placed[0]).person.name)
    entry = Entry.objects.create(
        ecosystem=row.ecosystem, opportunity=row, title=title, summary=summary, handed_in_at=at
    )
    SignUp.objects.filter(pk__in=[one.pk for one in placed]).update(entry=entry)
    about = [("people.person", one.person.uuid) for one in placed]
    tell("handed_in", row, by=by, at=at, about=about, entry=str(entry.uuid))
    return entry


def challenge(row: Opportunity) -> Opportunity:
    if not row.kind.judged:
        raise NoChallenge(title=row.said("title"))
    if row.results_at is not None:
        raise ResultsOut(title=row.said("title"))
    return row
