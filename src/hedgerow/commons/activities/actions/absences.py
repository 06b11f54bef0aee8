"""A family says beforehand that somebody will not be there."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Absence
from hedgerow.commons.activities.permissions import MARK_ATTENDANCE
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.standing import is_guardian
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

LONGEST: Final = timedelta(days=92)
BACK: Final = timedelta(days=7)


@transaction.atomic
def report_absence(
    ecosystem: Ecosystem,
    person: Person,
    starts: date,
    ends: date,
    reason: str,
    note: str = "",
    *,
    by: Actor,
    at: datetime,
) -> Absence:
    """Say that a learner will not be there on these days; registers show it as excused.

    By a guardian, the learner, or who may mark attendance where the learner is. The same days said
    twice are one report. Raises NotFound to everybody else, or Invalid.
    """
    _check_may(ecosystem, person, by, at)
    _check(ecosystem, starts, ends, reason, at)
    standing = Absence.objects.filter(ecosystem=ecosystem, person=person, withdrawn_at=None)
    row = standing.filter(starts=starts, ends=ends).first()
    if row is not None and (row.reason, row.note) == (reason, note):
        return row
    row = row or Absence(ecosystem=ecosystem, person=person, starts=starts, ends=ends)
    row.reason, row.note = reason, note.strip()[:300]
    row.reported_by_id, row.at = by.person_id, at
    row.save()
    _record("activities.absence_reported", row, by, at)
    return row


@transaction.atomic
def withdraw_absence(row: Absence, *, by: Actor, at: datetime) -> Absence:
    """Say that the learner comes after all; marks that were made stay. Raises NotFound."""
    _check_may(row.ecosystem, row.person, by, at)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        _record("activities.absence_withdrawn", row, by, at)
    return row


def may_report(ecosystem: Ecosystem, person: Person, by: Actor, at: datetime) -> bool:
    """Whether the actor speaks for the learner there, or marks attendance where the learner is."""
    if by.person_id == person.pk or is_guardian(by, ecosystem, person, at):
        return person.erased_at is None
    if by.may(MARK_ATTENDANCE, ecosystem.pk):
        return Person.objects.visible_to(by).filter(pk=person.pk).exists()
    sites = by.sites_with(MARK_ATTENDANCE, ecosystem.pk)
    here = Assignment.objects.filter(
        not_barred(by, "person"), ecosystem=ecosystem, person=person, role="learner", ends=None,
        organisation__in=sites,
    )  # fmt: skip
    return here.exists()


def _check_may(ecosystem: Ecosystem, person: Person, by: Actor, at: datetime) -> None:
    taking_part = Assignment.objects.filter(ecosystem=ecosystem, person=person, role="learner")
    if not may_report(ecosystem, person, by, at) or not taking_part.exists():
        raise NotFound


def _check(ecosystem: Ecosystem, starts: date, ends: date, reason: str, at: datetime) -> None:
    wrong: dict[str, list[str]] = {}
    if ends < starts:
        wrong["ends"] = [_("The last day lies before the first.")]
    elif ends - starts > LONGEST:
        wrong["ends"] = [_("Report three months at most.")]
    if ends < day_in(ecosystem, at) - BACK:
        wrong["starts"] = [_("Report this within a week; later, ask the school.")]
    if reason not in Absence.Reason.values:
        wrong["reason"] = [_("Choose one of the reasons.")]
    if wrong:
        raise Invalid(wrong)


def _record(kind: str, row: Absence, by: Actor, at: datetime) -> None:
    """That it was said, not why: health is nobody's news."""
    journal.record(
        kind, by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[("people.person", row.person.uuid)],
        payload={"starts": row.starts.isoformat(), "ends": row.ends.isoformat()},
    )  # fmt: skip
