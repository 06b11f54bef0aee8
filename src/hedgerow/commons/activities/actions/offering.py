"""Saying what is offered: kinds and activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES, VIEW_ACTIVITIES
from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.frameworks.models import Item
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.parts import with_folded
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from . import belonging
from .belonging import BATCH

Row = Mapping[str, Any]
LINKS = ("delivered_by", "items")
PUBLISHED = frozenset({"in_lessons", "kind_id"})
"""Fields of an activity that its published deliveries tell."""


@transaction.atomic
def save_kinds(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add or change kinds of activity, recognised by ``key``; journal once.

    Each row maps fields of ``Kind`` (``key`` and, for a new one, ``name``) to values. Of a key
    given twice the last row stands. One of which something was made up is so no longer once it differs.

    Raises NotFound to outsiders, NotPermitted or Invalid.
    """
    belonging.seen(ecosystem, by)
    require(by, EDIT_ACTIVITIES, within=ecosystem.pk)
    known = {kind.key: kind for kind in Kind.objects.filter(ecosystem=ecosystem)}
    new: list[Kind] = []
    changed: list[Kind] = []
    unchanged, fields = 0, set[str]()
    for key, given in {row["key"]: row for row in rows}.items():
        kind, values = known.get(key), with_kept_told(Kind, given, ecosystem)
        if kind is None:
            new.append(Kind(ecosystem=ecosystem, **values))
        elif differing := KINDS.differing(kind, values):
            said = {"simulated": False, **{name: values[name] for name in differing}}
            for name, value in said.items():
                setattr(kind, name, value)
            changed.append(kind)
            fields |= set(said)
        else:
            unchanged += 1
    Kind.objects.bulk_create(new, BATCH)
    if changed:
        Kind.objects.bulk_update(changed, sorted(fields), BATCH)
    if "needs_confirmation" in fields:
        _touch_deliveries(ecosystem, Session.objects.filter(activity__kind__in=changed))
    outcome = Outcome(len(new), len(changed), unchanged)
    _tell("activities.kinds_saved", "activities.kind", [*new, *changed], outcome, ecosystem, by, at)
    return outcome


@dataclass
class Saved:
    """Activities as a set of rows leaves them."""

    new: list[Activity] = field(default_factory=list)
    changed: dict[int, Activity] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    links: list[tuple[Activity, Row]] = field(default_factory=list)

    def outcome(self) -> Outcome:
        return Outcome(len(self.new), len(self.changed), len(self.touched) - len(self.changed))


@transaction.atomic
def save_activities(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Add or change activities, recognised by ``code``; journal once.

    Each row maps fields of ``Activity`` (``kind_id``, ``title`` and ``starts`` for a new one) to
    values, ``delivered_by`` to ids of organisations and ``items`` to ids of framework items. A row
    without code is new; of a code given twice the last stands. The minimum is the kind's where
    none is given, declared on the day of ``at`` unless ``minimum_declared`` says otherwise.

    Raises NotFound to outsiders and for what is not of the ecosystem, or NotPermitted.
    """
    return saved(ecosystem, rows, by=by, at=at).outcome()


def saved(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Saved:
    """Check and write rows of activities."""
    belonging.seen(ecosystem, by)
    wanted = _once(rows)
    kinds = check_links(ecosystem, wanted, by)
    known = _known(ecosystem, {row["code"] for row in wanted if row.get("code")})
    _require_sites(ecosystem, [*wanted, *({"site_id": a.site_id} for a in known.values())], by)
    found = Saved()
    for row in wanted:
        _take_in(found, ecosystem, row, known.get(row.get("code", "")), kinds, by, at)
    _write(found, ecosystem)
    told = [*found.new, *found.changed.values()]
    outcome = found.outcome()
    _tell("activities.saved", "activities.activity", told, outcome, ecosystem, by, at)
    return found


def _once(rows: Sequence[Row]) -> list[Row]:
    last: dict[object, Row] = {}
    for number, row in enumerate(rows):
        last[row.get("code") or number] = row
    return list(last.values())


def _known(ecosystem: Ecosystem, codes: set[str]) -> dict[str, Activity]:
    rows = Activity.objects.select_for_update().filter(ecosystem=ecosystem).exclude(code="")
    if len(codes) <= BATCH:
        rows = rows.filter(code__in=codes)
    return {row.code: row for row in rows.prefetch_related("deliveries", "items")}


def check_links(ecosystem: Ecosystem, rows: Sequence[Row], by: Actor) -> dict[int, Kind]:
    """The kinds by id; raises NotFound unless all that the rows name is of the ecosystem.

    A part works by the whole's frameworks too, where whoever enters it sees the whole.
    """
    own = Kind.objects.filter(ecosystem=ecosystem)
    kinds = belonging.found(own, (row.get("kind_id") for row in rows))
    sites = [row.get("site_id") for row in rows]
    delivering = [pk for row in rows for pk in row.get("delivered_by", ())]
    belonging.organisations(ecosystem, [*sites, *delivering])
    leaders = (row.get("leader_id") for row in rows)
    belonging.persons(ecosystem, leaders, by, EDIT_ACTIVITIES)
    here = Q(framework__ecosystem=ecosystem)
    if ecosystem.parent_id:
        whole = Ecosystem.objects.visible_to(by).filter(pk=ecosystem.parent_id)
        here |= Q(framework__ecosystem__in=whole)
    items = Item.objects.filter(here)
    belonging.found(items, (pk for row in rows for pk in row.get("items", ())))
    return kinds


def _require_sites(ecosystem: Ecosystem, rows: Sequence[Row], by: Actor) -> None:
    """Raise NotPermitted unless the actor edits in the whole, or at the site of every row."""
    if by.may(EDIT_ACTIVITIES, ecosystem.pk):
        return
    require(by, VIEW_ACTIVITIES, within=ecosystem.pk)
    if (
        not all(by.may_at(EDIT_ACTIVITIES, ecosystem.pk, row.get("site_id")) for row in rows)
        or not rows
    ):
        raise NotPermitted(permission=EDIT_ACTIVITIES)


def _take_in(
    saved: Saved,
    ecosystem: Ecosystem,
    row: Row,
    old: Activity | None,
    kinds: Mapping[int, Kind],
    by: Actor,
    at: datetime,
) -> None:
    """Put one row to the new or the changed."""
    values = {name: value for name, value in row.items() if name not in LINKS}
    check_lengths(Activity, values)
    values = with_kept_told(Activity, values, ecosystem)
    today = day_in(ecosystem, at)
    if old is None:
        minimum = values.get("minimum_minutes")
        if minimum is None:
            values["minimum_minutes"] = minimum = kinds[values["kind_id"]].minimum_minutes
        declared = values.get("minimum_declared") or today
        values["minimum_declared"] = None if minimum is None else declared
        values.setdefault("in_lessons", kinds[values["kind_id"]].in_lessons)
        given = {"origin": by.origin, **values}
        activity = Activity(ecosystem=ecosystem, created_at=at, **given)
        saved.new.append(activity)
        saved.links.append((activity, row))
        return
    saved.touched.add(old.pk)
    names = revise(old, values, row, today=today, expected=None)
    if names:
        saved.changed[old.pk] = old
        saved.fields |= set(names) - set(LINKS)
        saved.links.append((old, row))


def revise(
    activity: Activity, values: dict[str, Any], links: Row, *, today: Any, expected: int | None
) -> list[str]:
    """Set what differs and step the revision; return the names, links among them.

    A minimum that changes counts as declared ``today`` unless the values say when.
    """
    changes = dict(values)
    minimum = changes.get("minimum_minutes", activity.minimum_minutes)
    if minimum != activity.minimum_minutes and not changes.get("minimum_declared"):
        changes["minimum_declared"] = None if minimum is None else today
    elif changes.get("minimum_declared", today) is None and minimum is not None:
        del changes["minimum_declared"]
    names = activity.revise(expected, **changes)
    other = [
        name for name in LINKS if name in links and _linked(activity, name) != set(links[name])
    ]
    if other and not names:
        activity.revision += 1
    return [*names, *other]


def _linked(activity: Activity, name: str) -> set[int]:
    if name == "items":
        return {item.pk for item in activity.items.all()}
    return {delivery.organisation_id for delivery in activity.deliveries.all()}


def _write(saved: Saved, ecosystem: Ecosystem) -> None:
    Activity.objects.bulk_create(saved.new, BATCH)
    if saved.changed:
        fields = [*with_folded(Activity, sorted(saved.fields)), "revision"]
        Activity.objects.bulk_update(saved.changed.values(), fields, BATCH)
    if "public" in saved.fields or not all(one.public for one in saved.new):
        warehouse.touch("private_activity", ecosystem.pk)
    relink(saved.links)
    told = [a.pk for a, row in saved.links if "delivered_by" in row or PUBLISHED & row.keys()]
    changed = [pk for pk in told if pk in saved.changed]
    for some in belonging.parts(changed):
        _touch_deliveries(ecosystem, Session.objects.filter(activity__in=some))


def relink(links: Sequence[tuple[Activity, Row]]) -> None:
    """Make the organisations and items of activities those that their rows name."""
    through = Activity.items.through
    delivered = [activity.pk for activity, row in links if "delivered_by" in row]
    for some in belonging.parts(delivered):
        Delivery.objects.filter(activity__in=some).delete()
    Delivery.objects.bulk_create(
        (
            Delivery(activity=activity, organisation_id=pk)
            for activity, row in links
            for pk in dict.fromkeys(row.get("delivered_by", ()))
        ),
        BATCH,
    )
    with_items = [activity.pk for activity, row in links if "items" in row]
    for some in belonging.parts(with_items):
        through.objects.filter(activity__in=some).delete()
    through.objects.bulk_create(
        (
            through(activity_id=activity.pk, item_id=pk)
            for activity, row in links
            for pk in dict.fromkeys(row.get("items", ()))
        ),
        BATCH,
    )


def _touch_deliveries(ecosystem: Ecosystem, sessions: Any) -> None:
    belonging.touch("delivery", ecosystem, sessions.values_list("day", flat=True).distinct())


def _tell(
    kind: str,
    subject: str,
    rows: Sequence[Activity | Kind],
    outcome: Outcome,
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
) -> None:
    """One fact for the set; none where nothing differed."""
    if rows:
        journal.record(
            kind,
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[(subject, row.uuid) for row in rows],
            payload={"new": outcome.new, "changed": outcome.changed},
        )
