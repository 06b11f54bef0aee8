"""Groups from a spreadsheet, recognised by their codes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import NOTHING, Coming, Diff, Field, Record, Target, Value, Values

from ..actions import save_groups
from ..models import Group
from .coding_groups import MADE_OF, coded_groups
from .sites import sites_of

OF_SCHOOL = ("organisation_code", "organisation_name")
PLAIN = ("code", "name", "kind", "grade", "school_year", "starts", "ends")


def diff_groups(ecosystem: Ecosystem, records: Sequence[Record], coming: Coming = NOTHING) -> Diff:
    """Compare with the groups there are; their schools must be here."""
    found, sites = Diff(), sites_of(ecosystem, records, coming)
    known = _known_groups(ecosystem)
    for record in records:
        sites.check(found, record)
        check_order(found, record)
        found.compare(record, _now(record, known.get(record.text("code"))))
    return found


def _known_groups(ecosystem: Ecosystem) -> dict[str, dict[str, Value]]:
    rows = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    found: dict[str, dict[str, Value]] = {}
    for row in rows.values(*PLAIN, "organisation__code", "organisation__name").iterator():
        for name in ("code", "name"):
            row[f"organisation_{name}"] = row.pop(f"organisation__{name}") or ""
        found[row["code"]] = row
    return found


def _now(record: Record, known: dict[str, Value] | None) -> Values | None:
    """What stands there; of a school that the record calls by a name, as it spells that."""
    said = record.text("organisation_name")
    if known is None or "organisation_name" not in record.values:
        return known
    same = sort_name(said) == sort_name(str(known["organisation_name"]))
    return {**known, "organisation_name": said} if same else known


def check_order(found: Diff, record: Record) -> None:
    starts, ends = record.values.get("starts"), record.values.get("ends")
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        expected = _("a day on or after %(starts)s") % {"starts": starts}
        found.refuse(record, "ends", expected, "membership.order")


def write_groups(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save the groups that are new or changed."""
    sites = sites_of(ecosystem, diff.written)
    rows: list[dict[str, Value]] = []
    for record in diff.written:
        row = {name: record.values[name] for name in PLAIN if name in record.values}
        if not row.get("kind", True):
            row["kind"] = "class"
        if not record.values.keys().isdisjoint(OF_SCHOOL):
            row["organisation_id"] = sites.id_of(record)
        rows.append(row)
    save_groups(ecosystem, rows, by=by, at=at)


def touched_groups(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The groups that a file changes."""
    rows = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    for some in in_parts(one.text("code") for one in diff.changed):
        yield rows.filter(code__in=some)


GROUPS = Target(
    name="groups",
    title=gettext_lazy("Groups"),
    fields=(
        Field("code", "text", gettext_lazy("your number for the group"), required=True, longest=60,
              example="5A-2026"),
        Field("name", "text", gettext_lazy("name"), required=True, longest=120, example="5a"),
        Field("kind", "text", gettext_lazy("class, tutor group, cohort…; class if empty"),
              longest=30, example="class", silent=True),
        Field("grade", "text", gettext_lazy("grade"), longest=10, example="5"),
        Field("organisation_kind", "text", gettext_lazy("kind of the organisation; checked where given"),
              longest=40, example="school"),
        Field("organisation_code", "text", gettext_lazy("code of its school"), longest=60,
              example="0109835"),
        Field("organisation_name", "text",
              gettext_lazy("name of that school, where no code is given"), longest=250),
        Field("school_year", "text", gettext_lazy("school year"), longest=9, example="2026-27"),
        Field("starts", "date", gettext_lazy("first day"), required=True, example="2026-08-17"),
        Field("ends", "date", gettext_lazy("last day; empty while it goes on")),
    ),
    key=("code",),
    diff=diff_groups,
    save=write_groups,
    touches=touched_groups,
    coded=coded_groups,
    made_of=MADE_OF,
)  # fmt: skip
