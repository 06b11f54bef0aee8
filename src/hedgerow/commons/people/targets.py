"""Organisations and guardians from a spreadsheet, recognised by their official codes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Field, Record, Target, Value, Values

from .actions import register_guardians, save_organisations
from .models import Guardian, Organisation, Person, Sector

PLAIN = ("name", "sector", "address", "website", "low_grade", "high_grade")

Key = tuple[str, str]


def organisation_ids(ecosystem: Ecosystem) -> dict[Key, int]:
    """Ids of the ecosystem's own organisations that have a code, by kind and code."""
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    return {(kind, code): pk for pk, kind, code in rows.values_list("pk", "kind", "code")}


def person_ids(ecosystem: Ecosystem) -> dict[str, int]:
    """Ids of the ecosystem's own persons who have a code and were not erased, by code."""
    rows = Person.objects.filter(kept_by=ecosystem, erased_at=None).exclude(code="")
    return dict(rows.values_list("code", "pk"))


def diff_organisations(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the rows there are; a parent must be in the file or there already."""
    found, known = Diff(), _organisations(ecosystem)
    parents = {key: _parent(values) for key, values in known.items()}
    parents |= {_key(one): _parent(one.values) for one in records if "parent_code" in one.values}
    coming = {_key(record) for record in records}
    looped = _looped(parents)
    for record in records:
        parent = _parent(record.values)
        if parent and parent not in known and parent not in coming:
            expected = _("the code of a %(kind)s that is in the file or already here")
            expected %= {"kind": parent[0] or "?"}
            found.refuse(record, "parent_code", expected, "people.no_parent")
        elif _key(record) in looped:
            expected = _("an organisation that is not a part of this one")
            found.refuse(record, "parent_code", expected, "people.parent_loop")
        now = known.get(_key(record))
        if now is not None and parent is None and not now["parent_code"]:
            now = {**now, "parent_kind": record.values.get("parent_kind")}  # a kind of nothing
        found.compare(record, now)
    return found


def _organisations(ecosystem: Ecosystem) -> dict[Key, Values]:
    names = ("kind", "code", *PLAIN)
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    found: dict[Key, Values] = {}
    for row in rows.values(*names, "parent__kind", "parent__code").iterator():
        kind, code = row.pop("parent__kind"), row.pop("parent__code")
        parent = {"parent_kind": kind or "", "parent_code": code or ""}
        found[row["kind"], row["code"]] = {**row, **parent}
    return found


def _looped(parents: Mapping[Key, Key | None]) -> set[Key]:
    """Organisations that would be their own part, at whatever remove."""
    settled: set[Key] = set()
    looped: set[Key] = set()
    for start in parents:
        path: dict[Key, None] = {}
        at: Key | None = start
        while at is not None and at not in settled and at not in path:
            path[at] = None
            at = parents.get(at)
        if at in path:
            steps = list(path)
            looped.update(steps[steps.index(at) :])
        settled.update(path)
    return looped


def write_organisations(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save what is new or changed, parents before their parts."""
    for records in _generations(diff.written):
        ids = organisation_ids(ecosystem)
        rows = [dict(_own(record, ids)) for record in records]
        save_organisations(ecosystem, rows, by=by, at=at)


def _generations(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in sets that do not depend on one another, parents first."""
    waiting = {_key(record): record for record in records}
    while waiting:
        ready = [one for one in waiting.values() if _parent(one.values) not in waiting]
        yield ready
        for record in ready:
            del waiting[_key(record)]


def _own(record: Record, ids: Mapping[Key, int]) -> Iterator[tuple[str, Any]]:
    for name in ("kind", "code", *PLAIN):
        if name in record.values:
            yield name, record.values[name] or ("other" if name == "sector" else "")
    if "parent_code" in record.values:
        parent = _parent(record.values)
        yield "parent_id", ids[parent] if parent else None


def _key(record: Record) -> Key:
    return record.text("kind"), record.text("code")


def _parent(values: Values) -> Key | None:
    code = str(values.get("parent_code") or "")
    return (str(values.get("parent_kind") or ""), code) if code else None


def diff_guardians(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the guardians there are; both persons must be here, and not the same."""
    found, people = Diff(), person_ids(ecosystem)
    names = ("guardian__code", "learner__code", "relation", "starts", "ends")
    rows = Guardian.objects.filter(ecosystem=ecosystem).values_list(*names)
    known: dict[Key, dict[str, Value]] = {
        (guardian, learner): {"relation": relation, "starts": starts, "ends": ends}
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
    people = person_ids(ecosystem)
    rows = [
        {
            "guardian_id": people[record.text("guardian_code")],
            "learner_id": people[record.text("learner_code")],
            **{k: v for k, v in record.values.items() if k in ("relation", "starts", "ends")},
        }
        for record in diff.written
    ]
    register_guardians(ecosystem, rows, by=by, at=at)


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
        Field("low_grade", "text", gettext_lazy("lowest grade taught"), longest=10, example="K"),
        Field("high_grade", "text", gettext_lazy("highest grade taught"), longest=10,
              example="5"),
    ),
    key=("kind", "code"),
    diff=diff_organisations,
    save=write_organisations,
)  # fmt: skip

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
)  # fmt: skip

TARGETS = (GUARDIANS,)
