"""A court keeps somebody from a learner: the tie stays, sight ends, from a day to a day."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require

from ..bars import require_not_barred
from ..errors import BarredAlready, NotBarred
from ..models import Barring, Guardian
from ..permissions import BAR_GUARDIAN
from .checks import check_seen


@transaction.atomic
def bar_guardian(
    tie: Guardian, reason: str, starts: date, ends: date | None, *, by: Actor, at: datetime
) -> Barring:
    """Let a guardian see nothing of the learner from ``starts`` to ``ends``; None: until lifted.

    It holds at once where it has begun, and in every ecosystem. Raises NotFound to outsiders,
    NotPermitted, Invalid, BarredAlready, or OutOfReach to whoever is barred from that learner.
    """
    row = _locked(tie, by)
    if not reason.strip():
        raise Invalid({"reason": [_("Say by whose order, and where it is kept.")]})
    if ends is not None and (ends < starts or ends < day_in(row.ecosystem, at)):
        raise Invalid({"ends": [_("The last day lies before the first, or is past.")]})
    if row.barrings.filter(ended_at=None).exists():
        raise BarredAlready
    found = Barring.objects.create(
        ecosystem=row.ecosystem, tie=row, reason=reason.strip()[:400], starts=starts, ends=ends,
        by_id=by.person_id, at=at,
    )  # fmt: skip
    _keep(row, found, day_in(row.ecosystem, at))
    _record("people.guardian_barred", row, by, at)
    return found


@transaction.atomic
def lift_bar(tie: Guardian, *, by: Actor, at: datetime) -> Barring:
    """Let a guardian see the learner again.

    Raises NotFound to outsiders, NotPermitted, NotBarred, or OutOfReach to whoever is barred.
    """
    row = _locked(tie, by)
    found = row.barrings.filter(ended_at=None).first()
    if found is None and not row.barred:
        raise NotBarred
    if found is None:  # barred before reasons were kept
        found = Barring(ecosystem=row.ecosystem, tie=row, reason="–", starts=row.starts, at=at)
    found.ended_at, found.ended_by_id = at, by.person_id
    found.save()
    row.barred = False
    row.save(update_fields=["barred"])
    _record("people.bar_lifted", row, by, at)
    return found


def turn_bars(at: datetime) -> int:
    """Let bars begin and end that are due, by the days where each holds; return how many turned.

    What has ended ends an hour late at worst, and what begins is asked for every five minutes.
    """
    turned = 0
    rows = Barring.objects.select_related("tie", "ecosystem").filter(ended_at=None)
    for row in rows:
        today = day_in(row.ecosystem, at)
        if row.ends is not None and row.ends < today:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            Guardian.objects.filter(pk=row.tie_id).update(barred=False)
            turned += 1
        elif not row.tie.barred and row.starts <= today:
            Guardian.objects.filter(pk=row.tie_id).update(barred=True)
            turned += 1
    return turned


def _keep(row: Guardian, found: Barring, today: date) -> None:
    if found.starts <= today:
        row.barred = True
        row.save(update_fields=["barred"])


def _locked(tie: Guardian, by: Actor) -> Guardian:
    rows = Guardian.objects.select_for_update(of=("self",)).select_related("ecosystem", "learner")
    row = rows.filter(pk=tie.pk).first()
    if row is None:
        raise NotFound
    check_seen(row.ecosystem, by)
    require(by, BAR_GUARDIAN, within=row.ecosystem_id)
    require_not_barred(by, [row.learner_id])  # before it is lifted: nobody lifts their own
    return row


def _record(kind: str, row: Guardian, by: Actor, at: datetime) -> None:
    """That it happened, without why: the feed is read by many."""
    subjects = [("people.person", row.learner.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=row.ecosystem_id, subjects=subjects, payload={})
