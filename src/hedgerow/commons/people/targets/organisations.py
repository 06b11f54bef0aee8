"""Organisations from a spreadsheet, recognised by their official codes alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record, Target, Values

from ..actions import save_organisations
from ..codes import Key, organisation_ids
from ..kinds import Kinds, name_kinds, new_key
from ..models import Organisation, Sector
from ..rules import looped
from .coding import coded_organisations

PLAIN = ("name", "sector", "address", "website", "low_grade", "high_grade")


def diff_organisations(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the rows there are, found by code alone; a parent must be in the file or here.

    A kind has to be known, or named as a new one.
    """
    found, known, kinds = Diff(), _organisations(ecosystem), Kinds(ecosystem)
    records = [_of_kind(record, kinds) for record in records]
    there = {code: str(values["kind"]) for code, values in known.items()}
    there |= {record.text("code"): record.text("kind") for record in records}
    inside = looped(_parents(known, records))
    for record in records:
        kind, code = record.text("kind"), record.text("code")
        if not kinds.key(kind) and not record.text("kind_name"):
            found.refuse(record, "kind", kinds.expected(kind), "people.no_kind")
        _check_parent(found, record, there)
        if code in inside:
            expected = _("an organisation that is not a part of this one")
            found.refuse(record, "parent_code", expected, "people.parent_loop")
        found.compare(record, _now(record, known.get(code)))
    return found


def _of_kind(record: Record, kinds: Kinds) -> Record:
    """The record with the keys of its kinds in place of the words for them."""
    said = dict(record.values)
    for name in ("kind", "parent_kind"):
        text = record.text(name)
        said |= {name: kinds.key(text) or text} if text else {}
    if record.text("kind_name") and not kinds.key(record.text("kind")):
        said["kind"] = new_key(record.text("kind"))
    return replace(record, values=said)


def _check_parent(found: Diff, record: Record, there: Mapping[str, str]) -> None:
    kind, code = record.text("parent_kind"), record.text("parent_code")
    if code and (code not in there or kind not in ("", there[code])):
        expected = _("the code of a %(kind)s that is in the file or already here")
        expected %= {"kind": kind or "?"}
        found.refuse(record, "parent_code", expected, "people.no_parent")


def _now(record: Record, known: Values | None) -> Values | None:
    """What stands there now. A kind beside a parent's code only says which parent is meant."""
    if known is None:
        return None
    now = {**known, "kind_name": record.values.get("kind_name")}
    if record.text("parent_code") == now["parent_code"]:
        now["parent_kind"] = record.values.get("parent_kind")
    return now


def _organisations(ecosystem: Ecosystem) -> dict[str, Values]:
    names = ("kind", "code", *PLAIN)
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    found: dict[str, Values] = {}
    for row in rows.values(*names, "parent__kind", "parent__code").iterator():
        kind, code = row.pop("parent__kind"), row.pop("parent__code")
        found[row["code"]] = {**row, "parent_kind": kind or "", "parent_code": code or ""}
    return found


def _parents(known: Mapping[str, Values], records: Iterable[Record]) -> dict[str, str]:
    """Whose part each would be, by codes."""
    parents = {code: str(values["parent_code"]) for code, values in known.items()}
    told = (one for one in records if "parent_code" in one.values)
    return parents | {one.text("code"): one.text("parent_code") for one in told}


def write_organisations(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save what is new or changed, parents before their parts, and the names of new kinds."""
    named = {one.text("kind"): one.text("kind_name") for one in diff.written}
    name_kinds(ecosystem, named, by=by, at=at)
    for records in _generations(diff.written):
        ids = organisation_ids(ecosystem)
        rows = [dict(_own(record, ids)) for record in records]
        save_organisations(ecosystem, rows, by=by, at=at)


def touched_organisations(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The organisations that a file changes."""
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    for some in in_parts(one.text("code") for one in diff.changed):
        yield rows.filter(code__in=some)


def _generations(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in sets that do not depend on one another, parents first."""
    waiting = {record.text("code"): record for record in records}
    while waiting:
        ready = [one for one in waiting.values() if one.text("parent_code") not in waiting]
        yield ready
        for record in ready:
            del waiting[record.text("code")]


def _own(record: Record, ids: Mapping[Key, int]) -> Iterator[tuple[str, Any]]:
    for name in ("kind", "code", *PLAIN):
        if name in record.values:
            yield name, record.values[name] or ("other" if name == "sector" else "")
    if "parent_code" in record.values:
        parent = record.text("parent_code")
        yield "parent_id", ids["", parent] if parent else None


ORGANISATIONS = Target(
    name="organisations",
    title=gettext_lazy("Organisations"),
    fields=(
        Field("kind", "text", gettext_lazy("school, district, county, partner…"), required=True,
              longest=40, example="school"),
        Field("code", "text", gettext_lazy("official code"), required=True, longest=60,
              example="0109835"),
        Field("name", "text", gettext_lazy("name"), required=True, longest=250,
              example="Oak School"),
        Field("sector", "text", gettext_lazy("one of the closed list of sectors"),
              choices=tuple(Sector.values), example="school", silent=True),
        Field("parent_kind", "text", gettext_lazy("kind of the organisation it is a part of"),
              longest=40, example="district"),
        Field("parent_code", "text", gettext_lazy("code of the organisation it is a part of"),
              longest=60, example="64725"),
        Field("address", "text", gettext_lazy("postal address"), example="12 Oak Lane"),
        Field("website", "web", gettext_lazy("address of its website"), longest=200,
              example="https://oak.example.org"),
        Field("low_grade", "text", gettext_lazy("lowest grade taught"), longest=20, example="K"),
        Field("high_grade", "text", gettext_lazy("highest grade taught"), longest=20, example="5"),
        Field("kind_name", "text", gettext_lazy("name of the kind, where it is new"), longest=60),
    ),
    key=("code",),
    diff=diff_organisations,
    save=write_organisations,
    touches=touched_organisations,
    coded=coded_organisations,
    made_of=(("name", "parent_code"),),
)  # fmt: skip
