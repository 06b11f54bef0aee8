"""Activities from a spreadsheet, recognised by their codes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import organisation_ids, person_ids, place_expected
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record, Target, Values

from ..actions import save_activities, save_kinds
from ..models import Activity, Delivery, Kind
from .coding import MADE_OF, coded_activities

PLAIN = ("code", "title", "summary", "starts", "ends", "minimum_minutes", "minimum_declared")
Places = Mapping[tuple[str, str], int]


def diff_activities(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the activities there are; sites, leaders and deliverers must be here."""
    found, known = Diff(), _activities(ecosystem)
    places, people = organisation_ids(ecosystem), person_ids(ecosystem)
    kinds = set(Kind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    of_code = {code: kind for kind, code in places if kind}
    for record in records:
        if record.text("kind") not in kinds and not record.text("kind_name"):
            expected = _("the key of a kind that is here, or a name for the new kind beside it")
            found.refuse(record, "kind", expected, "activities.no_kind")
        if not record.text("kind").replace("-", "").replace("_", "").isalnum():
            expected = _("a key of letters, digits and hyphens")
            found.refuse(record, "kind", expected, "activities.kind_key")
        _check_places(found, record, places)
        if record.text("leader_code") and record.text("leader_code") not in people:
            expected = _("the code of a person who is already here")
            found.refuse(record, "leader_code", expected, "people.no_person")
        if record.text("ends") and record.text("ends") < record.text("starts"):
            expected = _("a day on or after %(starts)s") % {"starts": record.text("starts")}
            found.refuse(record, "ends", expected, "activities.order")
        found.compare(_sorted(record, of_code), known.get(record.text("code")))
    return found


def _check_places(found: Diff, record: Record, places: Places) -> None:
    kind = record.text("organisation_kind")
    if record.text("site_code") and (kind, record.text("site_code")) not in places:
        found.refuse(record, "site_code", place_expected(kind), "activities.no_site")
    wrong = [one for one in _delivered(record) if one not in places]
    if wrong:
        expected = _("kind:code of organisations that are here, such as partner:17; partner:20")
        found.refuse(record, "delivered_by", expected, "activities.no_organisation")


def _delivered(record: Record) -> list[tuple[str, str]]:
    """Kind (empty for any) and code of those who deliver, from ``kind:code; kind:code``."""
    parts = [one.strip() for one in record.text("delivered_by").split(";") if one.strip()]
    pairs = [one.rpartition(":") for one in parts]
    return [(kind.strip(), code.strip()) for kind, _colon, code in pairs]


def _sorted(record: Record, kinds: Mapping[str, str]) -> Record:
    """The record with its deliverers as they are compared: by kind and code, in order."""
    if "delivered_by" not in record.values:
        return record
    pairs = {(kinds.get(code, kind), code) for kind, code in _delivered(record)}
    said = "; ".join(sorted(f"{kind}:{code}" for kind, code in pairs))
    values = {**record.values, "delivered_by": said}
    return Record(record.line, record.label, values)


def _activities(ecosystem: Ecosystem) -> dict[str, Values]:
    rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    delivered: dict[int, list[str]] = {}
    by = Delivery.objects.filter(activity__in=rows)
    for pk, kind, code in by.values_list(
        "activity", "organisation__kind", "organisation__code"
    ).iterator():
        delivered.setdefault(pk, []).append(f"{kind}:{code}")
    names = (*PLAIN, "in_lessons", "public", "pk", "kind__key", "site__code", "leader__code")
    found: dict[str, Values] = {}
    for row in rows.values(*names).iterator():
        links = {
            "kind": row.pop("kind__key"),
            "site_code": row.pop("site__code") or "",
            "leader_code": row.pop("leader__code") or "",
            "delivered_by": "; ".join(sorted(delivered.get(row.pop("pk"), []))),
        }
        found[row["code"]] = {**row, **links}
    return found


def write_activities(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save new kinds, then the activities that are new or changed."""
    kinds = Kind.objects.filter(ecosystem=ecosystem)
    known = set(kinds.values_list("key", flat=True))
    coming = {one.text("kind"): one.text("kind_name") for one in diff.written}
    fresh = [{"key": k, "name": name} for k, name in coming.items() if k not in known]
    if fresh:
        save_kinds(ecosystem, fresh, by=by, at=at)
    ids = dict(kinds.values_list("key", "pk"))
    places, people = organisation_ids(ecosystem), person_ids(ecosystem)
    rows = [_activity(record, ids, places, people) for record in diff.written]
    save_activities(ecosystem, rows, by=by, at=at)


def _activity(
    record: Record, kinds: Mapping[str, int], places: Places, people: Mapping[str, int]
) -> dict[str, object]:
    names = (*PLAIN, "in_lessons", "public")
    row: dict[str, object] = {name: value for name, value in record.values.items() if name in names}
    if row.get("minimum_declared") is None:
        row.pop("minimum_declared", None)
    row["kind_id"] = kinds[record.text("kind")]
    if "site_code" in record.values:
        row["site_id"] = places.get((record.text("organisation_kind"), record.text("site_code")))
    if "leader_code" in record.values:
        row["leader_id"] = people.get(record.text("leader_code"))
    if "delivered_by" in record.values:
        row["delivered_by"] = [places[one] for one in _delivered(record)]
    return row


def touched_activities(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The activities that a file changes, and who delivers them."""
    rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    for some in in_parts(one.text("code") for one in diff.changed):
        here = rows.filter(code__in=some)
        yield here
        yield Delivery.objects.filter(activity__in=here)


ACTIVITIES = Target(
    name="activities",
    title=gettext_lazy("Activities"),
    fields=(
        Field("code", "text", gettext_lazy("your number for the activity"), required=True,
              longest=60, example="ROBOTICS-3"),
        Field("title", "text", gettext_lazy("title"), required=True, longest=200,
              example="Robotics club"),
        Field("kind", "text", gettext_lazy("key of its kind"), required=True, longest=60,
              example="after-school"),
        Field("kind_name", "text", gettext_lazy("name of the kind, where it is new"), longest=120,
              example="After school"),
        Field("summary", "text", gettext_lazy("what it is, in a sentence"), longest=2000,
              lines=True),
        Field("starts", "date", gettext_lazy("first day"), required=True, example="2026-08-17"),
        Field("ends", "date", gettext_lazy("last day; empty while it goes on")),
        Field("organisation_kind", "text", gettext_lazy("kind of the site; checked where given"),
              longest=40, example="school"),
        Field("site_code", "text", gettext_lazy("code of the organisation where it takes place"),
              longest=60, example="0109835"),
        Field("leader_code", "text", gettext_lazy("number of the person who leads it"), longest=60,
              example="S-12"),
        Field("delivered_by", "text", gettext_lazy("who delivers it, as kind:code; kind:code, or codes alone"),
              example="partner:17"),
        Field("minimum_minutes", "whole", gettext_lazy("minutes a learner should reach"),
              example="1200", silent=True),
        Field("minimum_declared", "date", gettext_lazy("day on which the minimum was declared"),
              example="2026-08-01", silent=True),
        Field("in_lessons", "yes", gettext_lazy("part of ordinary lessons"), example="no", silent=True),
        Field("public", "yes", gettext_lazy("shown to everybody"), example="yes", silent=True),
    ),
    key=("code",),
    diff=diff_activities,
    save=write_activities,
    touches=touched_activities,
    coded=coded_activities,
    made_of=MADE_OF,
)  # fmt: skip
