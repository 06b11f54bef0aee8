"""Guardians from a spreadsheet: of two persons who are here, recognised by their codes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts, narrowed
from hedgerow.foundation.targets import NOTHING, Coming, Diff, Field, Record, Target, Value

from ..actions import register_guardians
from ..codes import Key, person_ids
from ..models import Guardian


def diff_guardians(
    ecosystem: Ecosystem, records: Sequence[Record], coming: Coming = NOTHING
) -> Diff:
    """Compare with the guardians there are; both persons must be here, and not the same."""
    codes = {one.text(name) for one in records for name in ("guardian_code", "learner_code")}
    found, people = Diff(), person_ids(ecosystem, coming, codes)
    names = ("guardian__code", "learner__code", "relation", "starts", "ends")
    both = {"guardian__kept_by": ecosystem, "learner__kept_by": ecosystem}
    here = Guardian.objects.filter(ecosystem=ecosystem, **both)
    ties = here.exclude(learner__code="").values_list(*names)
    known: dict[Key, dict[str, Value]] = {
        (guardian, learner): {"relation": relation, "starts": starts, "ends": ends}
        for rows in narrowed(ties, "learner__code", codes)
        for guardian, learner, relation, starts, ends in rows.iterator()
    }
    for record in records:
        pair = record.text("guardian_code"), record.text("learner_code")
        for name, code in zip(("guardian_code", "learner_code"), pair, strict=True):
            if code not in people:
                expected = _("the code of a person who is already here")
                found.refuse(record, name, expected, "people.no_person")
        if pair[0] == pair[1]:
            expected = _("another person than the learner")
            found.refuse(record, "guardian_code", expected, "people.own_guardian")
        found.compare(record, known.get(pair))
    return found


def write_guardians(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Register what is new or changed."""
    names = ("guardian_code", "learner_code")
    people = person_ids(ecosystem, codes={one.text(name) for one in diff.written for name in names})
    rows = [
        {
            "guardian_id": people[record.text("guardian_code")],
            "learner_id": people[record.text("learner_code")],
            **{k: v for k, v in record.values.items() if k in ("relation", "starts", "ends")},
        }
        for record in diff.written
    ]
    many = diff.many.get("guardians")
    register_guardians(ecosystem, rows, by=by, at=at, new=many.new if many else None)


def touched_guardians(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The guardians of the learners whose rows a file changes."""
    rows = Guardian.objects.filter(ecosystem=ecosystem).exclude(learner__code="")
    for some in in_parts(one.text("learner_code") for one in diff.changed):
        yield rows.filter(learner__code__in=some)


GUARDIANS = Target(
    name="guardians",
    title=gettext_lazy("Guardians"),
    fields=(
        Field("guardian_code", "text", gettext_lazy("number of the guardian, a person already here"),
              required=True, longest=60, example="G-204"),
        Field("learner_code", "text", gettext_lazy("number of the learner, a person already here"),
              required=True, longest=60, example="L-1017"),
        Field("relation", "text", gettext_lazy("mother, father, grandparent…"), longest=40,
              example="mother"),
        Field("starts", "date", gettext_lazy("first day"), required=True, example="2026-08-17"),
        Field("ends", "date", gettext_lazy("last day; empty while it goes on"), example=""),
    ),
    key=("guardian_code", "learner_code"),
    diff=diff_guardians,
    save=write_guardians,
    touches=touched_guardians,
)  # fmt: skip
