"""People from a spreadsheet, recognised by their number; a row may give a role and its school."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import EXPECTED, is_language
from hedgerow.commons.people.actions import declare_groups, save_many_people, save_people
from hedgerow.commons.people.codes import erased_codes, organisation_ids, person_ids
from hedgerow.commons.people.models import DeclaredGroup, Person, PopulationGroup
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts, narrowed
from hedgerow.foundation.targets import NOTHING, Coming, Diff, Field, Record, Target, Value, Values

from ..actions import assign_many
from ..models import Assignment, GroupPlace
from .classes import FIELD
from .coding import MADE_OF, coded_people
from .leaving import touched_by_leaving
from .placing import Placing, place_by_class, without_class
from .sites import Sites, named, sites_of

OWN = ("code", "name", "called", "born", "language", "email", "phone")
Pair = tuple[str, str]
Spells = Mapping[tuple[str, str, int | None], list[Values]]


@dataclass(frozen=True, slots=True)
class _Here:
    """What is known of the ecosystem's people before a file comes in."""

    people: Mapping[str, Values]
    erased: Container[str]
    spells: Spells
    sites: Sites
    places: Placing
    groups: Mapping[Pair, int]
    declared: Mapping[str, set[Pair]]
    collects: bool
    today: date
    said: dict[str, dict[str, Value]] = field(default_factory=dict)


def diff_people(ecosystem: Ecosystem, records: Sequence[Record], coming: Coming = NOTHING) -> Diff:
    """Compare persons, their roles and declared groups with what is known of them."""
    found = Diff()
    records = [without_class(found, one) for one in records]
    here = _here(ecosystem, coming, records)
    for record in records:
        _check(found, record, here)
        code = record.text("code")
        if code in here.erased:
            found.unchanged.append(record)
        elif code not in here.people:
            found.new.append(record)
        else:
            found.compare(record, _now(record, here))
    return found


def _here(ecosystem: Ecosystem, coming: Coming, records: Sequence[Record]) -> _Here:
    codes = {one.text("code") for one in records}
    persons = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    own = persons.filter(erased_at=None).values(*OWN)
    groups = PopulationGroup.objects.filter(ecosystem=ecosystem)
    declared: dict[str, set[Pair]] = defaultdict(set)
    rows = DeclaredGroup.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = rows.exclude(person__code="")
    for some in narrowed(rows, "person__code", codes):
        for code, *group in some.values_list("person__code", "group__dimension", "group__key"):
            declared[code].add((group[0], group[1]))
    return _Here(
        people={
            row["code"]: row for some in narrowed(own, "code", codes) for row in some.iterator()
        },
        erased=erased_codes(ecosystem),
        spells=_spells(ecosystem, codes),
        sites=sites_of(ecosystem, records, coming),
        places=Placing(ecosystem, records, codes, today(ecosystem)),
        groups={(one, key): pk for one, key, pk in groups.values_list("dimension", "key", "pk")},
        declared=declared,
        collects=ecosystem.collects_groups,
        today=today(ecosystem),
    )


def _spells(ecosystem: Ecosystem, codes: Collection[str]) -> Spells:
    """Roles by person, role and organisation, in the order in which they began."""
    found: dict[tuple[str, str, int | None], list[Values]] = defaultdict(list)
    rows = Assignment.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = rows.exclude(person__code="")
    names = ("person__code", "role", "organisation")
    for some in narrowed(rows.order_by("starts", "pk"), "person__code", codes):
        for code, role, site, *said in some.values_list(
            *names, "starts", "ends", "grade"
        ).iterator():
            spell = dict(zip(("starts", "ends", "grade"), said, strict=True))
            found[code, role, site].append(spell)
    return found


def _check(found: Diff, record: Record, here: _Here) -> None:
    role = record.text("role")
    roles = settings.HEDGEROW_ROLES
    if role and role not in roles:
        found.refuse(
            record, "role", _("one of: %(choices)s") % {"choices": ", ".join(roles)},
            "membership.no_role",
        )  # fmt: skip
    here.sites.check(found, record)
    here.places.check(found, record, here.sites.id_of(record))
    if named(record) and not role:
        expected = _("a role, where a school is given")
        found.refuse(record, "role", expected, "membership.no_role")
    starts, ends = record.values.get("starts"), record.values.get("ends")
    if isinstance(ends, date) and ends < (starts if isinstance(starts, date) else ends):
        expected = _("a day on or after %(starts)s") % {"starts": starts}
        found.refuse(record, "ends", expected, "membership.order")
    if record.text("language") and not is_language(record.text("language")):
        found.refuse(record, "language", EXPECTED, "people.no_language")
    own = {name: record.values[name] for name in OWN if name in record.values}
    if here.said.setdefault(record.text("code"), own) != own:
        expected = _("the same name and details as in the person's other rows")
        found.refuse(record, "code", expected, "membership.two_persons")
    _check_groups(found, record, here)


def _check_groups(found: Diff, record: Record, here: _Here) -> None:
    wanted = _groups(record)
    if wanted and not here.collects:
        expected = _("nothing: population groups are not collected here")
        found.refuse(record, "population_groups", expected, "people.groups_not_collected")
    elif wanted - here.groups.keys():
        known = "; ".join(f"{one}:{key}" for one, key in list(here.groups)[:20])
        expected = _("groups that were announced: %(groups)s") % {"groups": known}
        found.refuse(record, "population_groups", expected, "membership.no_group")


def _now(record: Record, here: _Here) -> Values:
    """What stands there now of what the record says."""
    code = record.text("code")
    now: dict[str, Value] = dict(here.people[code])
    now |= here.places.now(record, here.sites.id_of(record))
    if wanted := _groups(record):
        held = here.declared.get(code, set())
        now["population_groups"] = (
            record.text("population_groups")
            if wanted <= held
            else "; ".join(sorted(f"{one}:{key}" for one, key in held))
        )
    if record.text("role"):
        spells = here.spells.get((code, record.text("role"), here.sites.id_of(record)), [])
        now |= _role_now(record, spells, here.today)
    return now


def _role_now(record: Record, spells: Sequence[Values], today: date) -> Values:
    """The spell that the row speaks of: as ``assign_many`` finds it."""
    starts = record.values.get("starts") or today
    ends = record.values.get("ends")
    begun = [one for one in spells if one["starts"] == starts]
    running = [one for one in spells if one["ends"] is None]
    spell = next(iter(begun), None)
    if spell is None and running and (not isinstance(ends, date) or ends >= _day(running[0])):
        spell = running[0]
    if spell is None:
        return {"role": ""}
    now: dict[str, Value] = {}
    if record.text("grade"):
        now["grade"] = spell["grade"]
    if ends is not None or not running:
        now["ends"] = spell["ends"]
    return now


def _day(spell: Values) -> date:
    starts = spell["starts"]
    return starts if isinstance(starts, date) else date.max


def _groups(record: Record) -> set[Pair]:
    """Dimension and key of each group, from ``dimension:key; dimension:key``."""
    parts = [one.partition(":") for one in record.text("population_groups").split(";")]
    return {(one.strip(), key.strip()) for one, colon, key in parts if one.strip() or colon}


def write_people(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save persons, give the roles, note what was declared."""
    own = [one for one in diff.written if _differs(one)]
    rows = [{name: one.values[name] for name in OWN if name in one.values} for one in own]
    roles = None
    if many := diff.many.get("people"):
        from . import arriving  # polars is slow to import

        added = save_many_people(ecosystem, rows, arriving.persons(many), by=by, at=at)
        roles = arriving.roles(many, added, organisation_ids(ecosystem))
    else:
        save_people(ecosystem, rows, by=by, at=at)
    with_role = [one for one in diff.written if one.text("role")]
    declaring = [one for one in diff.written if one.text("population_groups")]
    codes = {one.text("code") for one in (*with_role, *declaring)}
    people = person_ids(ecosystem, codes=codes) if codes else {}
    if with_role or roles is not None:
        sites = sites_of(ecosystem, with_role)
        given = [_assigned(one, people, sites) for one in with_role]
        assign_many(ecosystem, given, by=by, at=at, new=roles)
    place_by_class(ecosystem, with_role, people, by, at)
    declared = list(_declared(ecosystem, declaring, people))
    if declared:
        declare_groups(ecosystem, declared, by=by, at=at)


def _differs(record: Record) -> bool:
    """Whether the person's own details are new or others; else a role is, or what was declared."""
    return record.was is None or not record.was.keys().isdisjoint(OWN)


def _assigned(record: Record, people: Mapping[str, int], sites: Sites) -> dict[str, Any]:
    row: dict[str, Any] = {
        "person_id": people[record.text("code")],
        "role": record.text("role"),
        "organisation_id": sites.id_of(record),
    }
    names = ("starts", "ends", "grade")
    return row | {name: record.values[name] for name in names if name in record.values}


def _declared(
    ecosystem: Ecosystem, records: Iterable[Record], people: Mapping[str, int]
) -> Iterable[dict[str, int]]:
    rows = PopulationGroup.objects.filter(ecosystem=ecosystem)
    ids = {(one, key): pk for one, key, pk in rows.values_list("dimension", "key", "pk")}
    for record in records:
        for group in sorted(_groups(record)):
            yield {"person_id": people[record.text("code")], "group_id": ids[group]}


def touched_people(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The persons whom a file changes, their roles, and what they have by them."""
    persons = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    for some in in_parts(one.text("code") for one in diff.changed if _differs(one)):
        yield persons.filter(code__in=some)
    led = GroupPlace.objects.filter(group__ecosystem=ecosystem, leads=True)
    for some in in_parts(one.text("code") for one in diff.changed):
        here = persons.filter(code__in=some)
        yield Assignment.objects.filter(ecosystem=ecosystem, person__in=here)
        yield led.filter(person__in=here)
    yield from touched_by_leaving(ecosystem, diff, persons)


PEOPLE = Target(
    name="people",
    title=gettext_lazy("People"),
    fields=(
        Field("code", "text", gettext_lazy("your number for the person"), required=True,
              longest=60, example="L-1017"),
        Field("name", "text", gettext_lazy("name, as the person writes it"), required=True,
              longest=200, example="Amira Nuñez"),
        Field("called", "text", gettext_lazy("short name for daily use"), longest=80,
              example="Amira"),
        Field("role", "text", gettext_lazy("learner, educator, tutor, guardian, leader…"),
              longest=30, example="learner"),
        Field("organisation_kind", "text", gettext_lazy("kind of the organisation; checked where given"),
              longest=40, example="school"),
        Field("organisation_code", "text", gettext_lazy("code of the school the role is held for"),
              longest=60, example="0109835"),
        Field("organisation_name", "text",
              gettext_lazy("name of that school, where no code is given"), longest=250),
        Field("grade", "text", gettext_lazy("grade, of a learner"), longest=10, example="5"),
        Field(FIELD, "text", gettext_lazy("name of the group that the learner is in, or that who teaches leads; it is here already"),
              longest=120, silent=True),
        Field("starts", "date", gettext_lazy("first day of the role; today if empty"),
              example="2026-08-17"),
        Field("ends", "date", gettext_lazy("last day of the role; empty while it goes on")),
        Field("email", "email", gettext_lazy("e-mail address"), longest=254),
        Field("phone", "text", gettext_lazy("telephone"), longest=40),
        Field("language", "language", gettext_lazy("language: its name, or its code such as es or pt-BR"), longest=10,
              example="es"),
        Field("born", "date", gettext_lazy("date of birth"), example="2015-03-09"),
        Field("population_groups", "text",
              gettext_lazy("declared groups, as dimension:key; only where they are collected")),
    ),
    key=("code", "role", "organisation_code", "organisation_name"),
    diff=diff_people,
    save=write_people,
    touches=touched_people,
    coded=coded_people,
    made_of=MADE_OF,
    apart=(FIELD,),
)  # fmt: skip
