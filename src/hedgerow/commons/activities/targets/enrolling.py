"""Enrolments from a spreadsheet: a place of a person in an activity from a day on."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.targets.meeting import PERSON, TELLING
from hedgerow.commons.people.codes import person_ids
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record, Target, Value, Values

from ..actions import enrol_many
from ..models import Activity, Enrolment
from .naming import FIELD, with_codes_of_enrolments
from .seating import Seating


def diff_enrolments(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the places there are; activity, person and group must be here."""
    found, people = Diff(), person_ids(ecosystem)
    activities = activity_days(ecosystem)
    groups = _groups(ecosystem)
    known = _enrolments(ecosystem)
    seating = Seating(ecosystem, records, known, people)
    for record in records:
        code, person = record.text("activity_code"), record.text("person_code")
        if code not in activities:
            expected = _("the code of an activity that is already here")
            found.refuse(record, "activity_code", expected, "activities.no_activity")
        if person not in people:
            expected = _("the code of a person who is already here")
            found.refuse(record, "person_code", expected, "people.no_person")
        if record.text("group_code") and record.text("group_code") not in groups:
            expected = _("the code of a group that is already here")
            found.refuse(record, "group_code", expected, "membership.no_group")
        seating.check(found, record)
        held = known.setdefault((code, person), {})
        now = _place(found, record, held, activities.get(code))
        found.compare(record, now)
    return found


def _place(
    found: Diff,
    record: Record,
    held: dict[date, Values],
    span: tuple[date, date | None] | None,
) -> Values | None:
    """The place that begins on the record's day, if any; notes what the record runs into."""
    starts, ends = record.values["starts"], record.values.get("ends")
    if not isinstance(starts, date):
        return None
    if isinstance(ends, date) and ends < starts:
        expected = _("a day on or after %(starts)s") % {"starts": starts}
        found.refuse(record, "ends", expected, "activities.order")
    if span and span[1] and starts > span[1]:
        expected = _("a day before the activity ended, on %(day)s") % {"day": span[1]}
        found.refuse(record, "starts", expected, "activities.outside")
    now = held.get(starts)
    for begun, other in held.items():
        ended = other.get("ends")
        before = isinstance(ended, date) and ended < starts
        after = isinstance(ends, date) and ends < begun
        if now is None and not before and not after:
            expected = _("no second place: one began on %(day)s") % {"day": begun}
            found.refuse(record, "starts", expected, "activities.enrolled")
            break
    held.setdefault(starts, record.values)
    return now


def activity_days(ecosystem: Ecosystem) -> dict[str, tuple[date, date | None]]:
    """First and last days of the activities that have a code."""
    rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    return {
        code: (starts, ends) for code, starts, ends in rows.values_list("code", "starts", "ends")
    }


def _groups(ecosystem: Ecosystem) -> dict[str, int]:
    rows = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    return dict(rows.values_list("code", "pk"))


def _enrolments(ecosystem: Ecosystem) -> dict[tuple[str, str], dict[date, Values]]:
    own = Enrolment.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = own.values_list(
        "activity__code", "person__code", "starts", "ends", "dropped", "group__code"
    )
    found: dict[tuple[str, str], dict[date, Values]] = {}
    for code, person, starts, ends, dropped, group in rows.iterator():
        said = {"ends": ends, "dropped": dropped, "group_code": group or ""}
        found.setdefault((code, person), {})[starts] = said
    return found


def write_enrolments(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Enrol whom is new, and end or change places that are known."""
    people, groups = person_ids(ecosystem), _groups(ecosystem)
    named = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    activities = dict(named.values_list("code", "pk"))
    rows: list[dict[str, Value]] = []
    for record in diff.written:
        row: dict[str, Value] = {
            "activity_id": activities[record.text("activity_code")],
            "person_id": people[record.text("person_code")],
            "group_id": groups.get(record.text("group_code")),
        }
        row |= {k: v for k, v in record.values.items() if k in ("starts", "ends", "dropped")}
        rows.append(row)
    enrol_many(ecosystem, rows, by=by, at=at)


def touched_enrolments(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The places of those whose enrolment a file changes."""
    rows = Enrolment.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    for some in in_parts(one.text("person_code") for one in diff.changed):
        yield rows.filter(person__code__in=some)


ENROLMENTS = Target(
    name="enrolments",
    title=gettext_lazy("Enrolments"),
    fields=(
        Field("activity_code", "text", gettext_lazy("number of the activity"), required=True,
              longest=60, example="ROBOTICS-3"),
        Field(FIELD, "text", gettext_lazy("title of the activity, where no number is given"),
              longest=200, silent=True),
        Field("person_code", "text", gettext_lazy("number of the learner"), required=True,
              longest=60, example="L-1017"),
        *PERSON,
        Field("group_name", "text", gettext_lazy("name of the person's group, which tells namesakes apart"),
              longest=120, silent=True),
        Field("group_code", "text", gettext_lazy("number of the group, if enrolled with one"),
              longest=60, silent=True),
        Field("starts", "date", gettext_lazy("first day"), required=True, example="2026-08-24"),
        Field("ends", "date", gettext_lazy("last day; empty while it goes on"), silent=True),
        Field("dropped", "yes", gettext_lazy("left before the end"), example="no", silent=True),
    ),
    key=("activity_code", "person_code", "starts"),
    diff=diff_enrolments,
    save=write_enrolments,
    touches=touched_enrolments,
    met=with_codes_of_enrolments,
    instead=(("activity_code", FIELD), ("person_code", "name")),
    made_of=((FIELD, *TELLING, "group_name"),),
)  # fmt: skip
