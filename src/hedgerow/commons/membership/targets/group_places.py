"""Who is in which group, from a spreadsheet; both recognised by their codes, or found by their names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import person_ids
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts, narrowed
from hedgerow.foundation.targets import NOTHING, Coming, Diff, Field, Record, Target, Value, Values

from ..actions import place_many
from ..leading import cannot_lead
from ..models import Group, GroupPlace
from .classes import FIELD
from .groups import check_order
from .meeting import PERSON, TELLING
from .named_places import with_codes_of_places

Place = tuple[str, str]


def diff_places(ecosystem: Ecosystem, records: Sequence[Record], coming: Coming = NOTHING) -> Diff:
    """Compare with the places there are; group and person must be here."""
    codes = {one.text("person_code") for one in records}
    found, people = Diff(), person_ids(ecosystem, coming, codes)
    groups = _group_ids(ecosystem).keys() | coming.groups
    running, ended = _known_places(ecosystem, codes)
    barred = _barred(ecosystem, records, people, running, coming.leaders)
    for record in records:
        place = record.text("group_code"), record.text("person_code")
        if place[0] not in groups:
            expected = _("the code of a group that is already here")
            found.refuse(record, "group_code", expected, "membership.no_group")
        if place[1] not in people:
            expected = _("the code of a person who is already here")
            found.refuse(record, "person_code", expected, "people.no_person")
        if place in barred:
            expected = _("“no”, as no role here lets this person lead a group")
            found.refuse(record, "leads", expected, "membership.may_not_lead")
        check_order(found, record)
        now = running.get(place) or ended.get((*place, record.values["starts"]))
        found.compare(record, now)
    return found


def _barred(
    ecosystem: Ecosystem,
    records: Sequence[Record],
    people: Mapping[str, int],
    running: Mapping[Place, Values],
    coming: Mapping[str, date],
) -> set[Place]:
    """Places to lead from that would open nothing; those led already stay.

    ``coming`` are the last days of the roles to lead in that come in before.
    """
    day, since = today(ecosystem), dict[int, date]()
    leading: dict[Place, int] = {}
    for record in records:
        place, values = (record.text("group_code"), record.text("person_code")), record.values
        led = running.get(place, {}).get("leads")
        if not values.get("leads") or values.get("ends") or led or place[1] not in people:
            continue
        starts = values["starts"]
        first = max(day, starts if isinstance(starts, date) else day)
        if coming.get(place[1], date.min) >= first:
            continue
        leading[place] = people[place[1]]
        since[leading[place]] = first
    wrong = cannot_lead(ecosystem, since)
    return {place for place, person in leading.items() if person in wrong}


def _group_ids(ecosystem: Ecosystem) -> dict[str, int]:
    rows = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    return dict(rows.values_list("code", "pk"))


def _known_places(
    ecosystem: Ecosystem, codes: Collection[str]
) -> tuple[dict[Place, Values], dict[tuple[str, str, Value], Values]]:
    rows = GroupPlace.objects.filter(group__ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = rows.exclude(person__code="")
    running: dict[Place, Values] = {}
    ended: dict[tuple[str, str, Value], Values] = {}
    names = ("group__code", "person__code", "leads", "starts", "ends")
    for some in narrowed(rows, "person__code", codes):
        for group, person, leads, starts, ends in some.values_list(*names).iterator():
            said: Values = {"leads": leads, "ends": ends}
            if ends is None:
                running[group, person] = said
            else:
                ended[group, person, starts] = said
    return running, ended


def write_places(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Put persons into groups, and end or change places that are known."""
    codes = {one.text("person_code") for one in diff.written}
    people, groups = person_ids(ecosystem, codes=codes), _group_ids(ecosystem)
    many = diff.many.get("group-members")
    rows = []
    for record in diff.written:
        names = ("leads", "starts", "ends")
        row = {name: record.values[name] for name in names if name in record.values}
        row["group_id"] = groups[record.text("group_code")]
        row["person_id"] = people[record.text("person_code")]
        row.setdefault("ends", (record.was or {}).get("ends"))
        rows.append(row)
    place_many(ecosystem, rows, by=by, at=at, new=many.new if many else None)


def touched_places(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[GroupPlace]]:
    """The places in groups of those of whom a file speaks."""
    rows = GroupPlace.objects.filter(group__ecosystem=ecosystem)
    for some in in_parts(one.text("group_code") for one in diff.written):
        yield rows.filter(group__code__in=some)


PLACES = Target(
    name="group-members",
    title=gettext_lazy("Who is in which group"),
    fields=(
        Field("group_code", "text", gettext_lazy("number of the group"), required=True, longest=60,
              example="5A-2026"),
        Field(FIELD, "text", gettext_lazy("name of the group, where no number is given"), longest=120,
              silent=True),
        Field("person_code", "text", gettext_lazy("number of the person"), required=True,
              longest=60, example="L-1017"),
        *PERSON,
        Field("leads", "yes", gettext_lazy("leads the group"), example="no", silent=True),
        Field("starts", "date", gettext_lazy("first day"), required=True, example="2026-08-17"),
        Field("ends", "date", gettext_lazy("last day; empty while it goes on")),
    ),
    key=("group_code", "person_code"),
    diff=diff_places,
    save=write_places,
    touches=touched_places,
    met=with_codes_of_places,
    instead=(("group_code", FIELD), ("person_code", "name")),
    made_of=((FIELD, *TELLING),),
)  # fmt: skip
