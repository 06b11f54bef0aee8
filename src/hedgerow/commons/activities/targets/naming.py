"""Enrolments and marks that name the activity, the person or both without a code."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.targets.meeting import People, day_of
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Record

from ..models import Activity, Enrolment

FIELD: Final = "activity_title"


def with_codes_of_enrolments(
    ecosystem: Ecosystem, records: Sequence[Record], found: Diff, by: Actor
) -> Sequence[Record]:
    """Each with the codes of activity and person; what names none, or several, is refused and left out."""
    return _with_codes(ecosystem, records, found, by, {})


def with_codes_of_marks(
    ecosystem: Ecosystem, records: Sequence[Record], found: Diff, by: Actor
) -> Sequence[Record]:
    """The same of marks: of namesakes it is who has, or had, a place in the activity."""
    taking: dict[str, set[str]] = defaultdict(set)
    if any(one.made_of for one in records):
        own = Enrolment.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
        rows = own.values_list("activity__code", "person__code").order_by()
        for activity, person in rows.distinct().iterator():
            taking[activity].add(person)
    return _with_codes(ecosystem, records, found, by, taking)


def _with_codes(
    ecosystem: Ecosystem,
    records: Sequence[Record],
    found: Diff,
    by: Actor,
    taking: Mapping[str, Collection[str]],
) -> Sequence[Record]:
    without = [one for one in records if one.made_of]
    activities, people = _Activities(ecosystem, without), People(ecosystem, without, by)
    done = []
    for one in records:
        codes = {"activity_code": one.text("activity_code"), "person_code": one.text("person_code")}
        if not codes["activity_code"]:
            codes["activity_code"] = activities.code_of(one, found)
        if not codes["person_code"]:
            among = taking.get(codes["activity_code"], ())
            codes["person_code"] = people.code_of(one, found, among=among)
        if all(codes.values()):
            done.append(replace(one, values={**one.values, **codes}) if one.made_of else one)
    return done


class _Activities:
    """Codes and last days of the activities here, by folded title; one query where any is asked for."""

    def __init__(self, ecosystem: Ecosystem, records: Sequence[Record]) -> None:
        self.named: dict[str, list[tuple[str, str, date | None]]] = defaultdict(list)
        if any(one.text(FIELD) for one in records):
            rows = Activity.objects.filter(ecosystem=ecosystem).order_by("pk")
            for title, code, ends in rows.values_list("title", "code", "ends").iterator():
                self.named[sort_name(title)].append((title, code, ends))

    def code_of(self, record: Record, found: Diff) -> str:
        """The code of the one that goes on; empty once it is noted why there is none."""
        day, mine = day_of(record), self.named.get(sort_name(record.text(FIELD)), [])
        if day is not None:
            mine = [one for one in mine if one[2] is None or one[2] >= day]
        if len(mine) == 1 and mine[0][1]:
            return mine[0][1]
        if len(mine) == 1:
            expected = _("what has a code: “%(name)s” is here without one. Give it one on its page, then "
                         "send the file in again") % {"name": mine[0][0]}  # fmt: skip
            found.refuse(record, FIELD, expected, "membership.no_code")
        elif mine:
            expected = _(
                "one activity: %(count)s of this title go on. Add its code in a column for it"
            )
            expected %= {"count": len(mine)}
            found.refuse(record, FIELD, expected, "activities.several_activities")
        else:
            expected = _("the title of an activity that is already here and goes on on that day")
            found.refuse(record, FIELD, expected, "activities.no_activity")
        return ""
