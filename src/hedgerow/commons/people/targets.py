"""Organisations from a spreadsheet: a row is known by its kind and official code."""

from collections.abc import Sequence
from datetime import datetime

from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff, Field, Problem, Record, Target

from .models import Organisation, Sector
from .permissions import EDIT_ORGANISATIONS

PLAIN = ("name", "sector", "address", "website", "low_grade", "high_grade")

Key = tuple[str, str]


def known_organisations(ecosystem: int) -> dict[Key, Organisation]:
    """The ecosystem's own organisations that have a code, by kind and code."""
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    return {(row.kind, row.code): row for row in rows.select_related("parent")}


def diff_organisations(ecosystem: int, records: Sequence[Record]) -> Diff:
    """Compare records with the rows there are; a parent must be in the file or there already."""
    found, known = Diff(), known_organisations(ecosystem)
    coming = {_key(record) for record in records}
    for record in records:
        parent = _parent(record)
        if parent and parent not in known and parent not in coming:
            found.problems.append(
                Problem(
                    record.line,
                    "parent_code",
                    parent[1],
                    f"the code of a known {parent[0]}",
                    "people.no_parent",
                )
            )
        if record.values.get("sector", "other") not in Sector.values:
            value, expected = str(record.values["sector"]), ", ".join(Sector.values)
            found.problems.append(
                Problem(record.line, "sector", value, expected, "people.no_sector")
            )
        row = known.get(_key(record))
        if row is None:
            found.new.append(record)
        else:
            (found.changed if _differs(row, record) else found.unchanged).append(record)
    return found


def save_organisations(ecosystem: int, diff: Diff, by: Actor, at: datetime) -> None:
    """Write what is new or changed, then tie parents, in the caller's transaction."""
    require(by, EDIT_ORGANISATIONS, within=ecosystem)
    fresh = [
        Organisation(kept_by_id=ecosystem, origin="imported", created_at=at, **_own(record))
        for record in diff.new
    ]
    Organisation.objects.bulk_create(fresh, batch_size=500)
    known = known_organisations(ecosystem)
    touched = []
    with_parent = [record for record in diff.new if _parent(record)]
    for record in (*with_parent, *diff.changed):
        row, parent = known[_key(record)], _parent(record)
        for name, value in _own(record).items():
            setattr(row, name, value)
        if parent:
            row.parent = known[parent]
        touched.append(row)
    for record in diff.changed:
        known[_key(record)].revision += 1
    Organisation.objects.bulk_update(touched, [*PLAIN, "parent", "revision"], batch_size=200)


def _key(record: Record) -> Key:
    return str(record.values["kind"]), str(record.values["code"])


def _parent(record: Record) -> Key | None:
    code = str(record.values.get("parent_code") or "")
    return (str(record.values.get("parent_kind") or ""), code) if code else None


def _own(record: Record) -> dict[str, str]:
    names = ("kind", "code", *PLAIN)
    return {name: str(record.values[name]) for name in names if name in record.values}


def _differs(row: Organisation, record: Record) -> bool:
    if any(getattr(row, name) != value for name, value in _own(record).items()):
        return True
    parent = _parent(record)
    here = (row.parent.kind, row.parent.code) if row.parent else None
    return parent is not None and parent != here


ORGANISATIONS = Target(
    name="organisations",
    fields=(
        Field("kind", "text", "school, district, county, partner…", required=True, longest=40),
        Field("code", "text", "official code", required=True, longest=60),
        Field("name", "text", "name", required=True, longest=250),
        Field("sector", "text", "one of the closed list of sectors", longest=20),
        Field("parent_kind", "text", "kind of the organisation it is a part of", longest=40),
        Field("parent_code", "text", "code of the organisation it is a part of", longest=60),
        Field("address", "text", "postal address"),
        Field("website", "text", "address of its website", longest=200),
        Field("low_grade", "text", "lowest grade taught", longest=10),
        Field("high_grade", "text", "highest grade taught", longest=10),
    ),
    key=("kind", "code"),
    diff=diff_organisations,
    save=save_organisations,
)

TARGETS = (ORGANISATIONS,)
