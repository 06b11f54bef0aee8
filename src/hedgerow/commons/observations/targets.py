"""Observations from a spreadsheet: one an indicator, organisation, period and perhaps group."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import organisation_ids, place_expected
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record, Target, Value, Values

from .actions import record_observations, save_indicators
from .models import Indicator, Observation
from .rules import fits
from .words import expected_of

SAID = ("value", "missing", "n", "source")
KEY = (
    "indicator", "organisation_code", "starts", "ends", "group_dimension", "group_key",
)  # fmt: skip
Key = tuple[Value, ...]


def diff_observations(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare records with the rows there are; each organisation must be known by its code."""
    found, known, places = Diff(), _known(ecosystem), organisation_ids(ecosystem)
    groups, units = _groups(ecosystem), _units(ecosystem)
    for record in records:
        _check(found, record, places, groups, units)
        found.compare(record, known.get(_key(record)))
    return found


def _check(
    found: Diff,
    record: Record,
    places: Mapping[tuple[str, str], int],
    groups: Mapping[tuple[str, str], int],
    units: dict[str, str],
) -> None:
    kind, code = record.text("organisation_kind"), record.text("organisation_code")
    if (kind, code) not in places:
        expected = place_expected(kind)
        found.refuse(record, "organisation_code", expected, "observations.no_organisation")
    if (record.values.get("value") is None) == (not record.text("missing")):
        expected = _("a number, or else a reason why it is missing")
        found.refuse(record, "value", expected, "observations.no_value")
    value = record.values.get("value")
    if isinstance(value, Decimal) and not fits(record.text("unit"), value):
        expected = _("%(expected)s, as the unit is %(unit)s")
        expected %= {"expected": expected_of(record.text("unit")), "unit": record.text("unit")}
        found.refuse(record, "value", expected, "observations.out_of_bounds")
    if record.text("ends") < record.text("starts"):
        expected = _("a day on or after %(starts)s") % {"starts": record.text("starts")}
        found.refuse(record, "ends", expected, "observations.period")
    if (group := _group(record)) and group not in groups:
        expected = _("the key of a population group that was announced here")
        found.refuse(record, "group_key", expected, "observations.no_group")
    unit = units.setdefault(record.text("indicator"), record.text("unit"))
    if unit != record.text("unit"):
        expected = _("%(unit)s, the unit of this indicator") % {"unit": unit}
        found.refuse(record, "unit", expected, "observations.other_unit")


def _known(ecosystem: Ecosystem) -> dict[Key, Values]:
    rows = Observation.objects.filter(ecosystem=ecosystem).values_list(
        "indicator__key", "organisation__code", "starts", "ends",
        "group__dimension", "group__key", *SAID,
    )  # fmt: skip
    found: dict[Key, Values] = {}
    for row in rows.iterator():
        key = (*row[:4], row[4] or "", row[5] or "")
        value = None if row[6] is None else row[6].normalize() + 0
        found[key] = {"value": value, "missing": row[7], "n": row[8], "source": row[9]}
    return found


def _groups(ecosystem: Ecosystem) -> dict[tuple[str, str], int]:
    rows = PopulationGroup.objects.filter(ecosystem=ecosystem)
    return {(one, key): pk for one, key, pk in rows.values_list("dimension", "key", "pk")}


def _units(ecosystem: Ecosystem) -> dict[str, str]:
    return dict(Indicator.objects.filter(ecosystem=ecosystem).values_list("key", "unit"))


def _group(record: Record) -> tuple[str, str] | None:
    group = record.text("group_dimension"), record.text("group_key")
    return group if any(group) else None


def _key(record: Record) -> Key:
    return tuple(
        record.values.get(name) if name in ("starts", "ends") else record.text(name) for name in KEY
    )


def write_observations(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Record what is new or changed; name the indicators that are new."""
    known = _units(ecosystem)
    coming = {
        record.text("indicator"): {
            "key": record.text("indicator"),
            "title": record.text("indicator_title"),
            "unit": record.text("unit"),
        }
        for record in diff.new
        if record.text("indicator") not in known
    }
    if coming:
        save_indicators(ecosystem, list(coming.values()), by=by, at=at)
    rows = Indicator.objects.filter(ecosystem=ecosystem)
    indicators = dict(rows.values_list("key", "pk"))
    places, groups = organisation_ids(ecosystem), _groups(ecosystem)
    record_observations(
        ecosystem,
        [_row(record, indicators, places, groups) for record in diff.written],
        by=by,
        at=at,
    )


def _row(
    record: Record,
    indicators: Mapping[str, int],
    places: Mapping[tuple[str, str], int],
    groups: Mapping[tuple[str, str], int],
) -> dict[str, Value]:
    place = record.text("organisation_kind"), record.text("organisation_code")
    group = _group(record)
    said = {**(record.was or {}), **record.values}
    return {
        "indicator_id": indicators[record.text("indicator")],
        "organisation_id": places[place],
        "group_id": groups[group] if group else None,
        "starts": record.values["starts"],
        "ends": record.values["ends"],
        **{name: said[name] for name in SAID if name in said},
    }


def touched_observations(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The observations of the organisations for which a file changes one."""
    rows = Observation.objects.filter(ecosystem=ecosystem)
    for some in in_parts(one.text("organisation_code") for one in diff.changed):
        yield rows.filter(organisation__code__in=some)


OBSERVATIONS = Target(
    name="observations",
    title=gettext_lazy("Observations"),
    fields=(
        Field("indicator", "text", gettext_lazy("key of the indicator, such as sat-math"),
              required=True, longest=60, example="attendance-rate"),
        Field("indicator_title", "text", gettext_lazy("title, where the indicator is new"),
              example="Average daily attendance"),
        Field("unit", "text", gettext_lazy("unit of the value"), required=True, longest=40,
              example="percent"),
        Field("organisation_kind", "text", gettext_lazy("kind of organisation"), required=True,
              longest=40, example="school"),
        Field("organisation_code", "text", gettext_lazy("its official code"), required=True,
              longest=60, example="0109835"),
        Field("starts", "date", gettext_lazy("first day of the period"), required=True,
              example="2025-08-18"),
        Field("ends", "date", gettext_lazy("last day of the period"), required=True,
              example="2026-06-05"),
        Field("group_dimension", "text", gettext_lazy("dimension of a population group"),
              longest=60),
        Field("group_key", "text", gettext_lazy("key of a population group; empty for all"),
              longest=60),
        Field("value", "number", gettext_lazy("the value; empty where missing"), example="93.4"),
        Field("missing", "text", gettext_lazy("why there is no value"), longest=60),
        Field("n", "whole", gettext_lazy("records behind the value"), example="412"),
        Field("source", "text", gettext_lazy("where it was published"),
              example="Attendance report 2025-26"),
    ),
    key=KEY,
    diff=diff_observations,
    save=write_observations,
    touches=touched_observations,
)  # fmt: skip

TARGETS = (OBSERVATIONS,)
