"""Observations from a spreadsheet: one an indicator, organisation and period."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import cast

from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff, Field, Problem, Record, Target

from .models import Indicator, Observation
from .permissions import EDIT_INDICATORS, RECORD_OBSERVATIONS

SAID = ("value", "missing", "n", "source")
Key = tuple[object, ...]


def _organisations(ecosystem: int) -> dict[tuple[str, str], int]:
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    return {(kind, code): pk for pk, kind, code in rows.values_list("pk", "kind", "code")}


def _known(ecosystem: int) -> dict[Key, Observation]:
    """Observations of the whole (no population group), by indicator, organisation and period."""
    rows = Observation.objects.filter(ecosystem=ecosystem, group=None).select_related("indicator")
    typed = cast("Iterable[Observation]", rows)
    return {(row.indicator.key, row.organisation_id, row.starts, row.ends): row for row in typed}


def diff_observations(ecosystem: int, records: Sequence[Record]) -> Diff:
    """Compare records with the rows there are; each organisation must be known by its code."""
    found, known, places = Diff(), _known(ecosystem), _organisations(ecosystem)
    for record in records:
        found.problems.extend(_problems(record, places))
        row = known.get(_key(record, places))
        if row is None:
            found.new.append(record)
        elif any(getattr(row, name) != value for name, value in _said(record).items()):
            found.changed.append(record)
        else:
            found.unchanged.append(record)
    return found


def _problems(record: Record, places: dict[tuple[str, str], int]) -> list[Problem]:
    values, found = record.values, []
    place = (str(values["organisation_kind"]), str(values["organisation_code"]))
    if place not in places:
        expected = f"the code of a {place[0]} that is already here"
        found.append(
            Problem(
                record.line,
                "organisation_code",
                place[1],
                expected,
                "observations.no_organisation",
            )
        )
    if values.get("value") is None and not values.get("missing"):
        expected = "a number, or a rule for missing values"
        found.append(Problem(record.line, "value", "", expected, "observations.no_value"))
    if str(values["ends"]) < str(values["starts"]):
        expected = f"a day on or after {values['starts']}"
        found.append(
            Problem(record.line, "ends", str(values["ends"]), expected, "observations.period")
        )
    return found


def save_observations(ecosystem: int, diff: Diff, by: Actor, at: datetime) -> None:
    """Write what is new or changed, in the caller's transaction; name new indicators."""
    require(by, RECORD_OBSERVATIONS, within=ecosystem)
    known, places = _known(ecosystem), _organisations(ecosystem)
    indicators = _indicators(ecosystem, diff.new, by)
    Observation.objects.bulk_create(
        [
            Observation(
                ecosystem_id=ecosystem,
                indicator_id=indicators[str(record.values["indicator"])],
                organisation_id=cast("int", _key(record, places)[1]),
                starts=cast("date", record.values["starts"]),
                ends=cast("date", record.values["ends"]),
                origin="imported",
                recorded_at=at,
                **_said(record),
            )
            for record in diff.new
        ],
        batch_size=500,
    )
    touched = []
    for record in diff.changed:
        row = known[_key(record, places)]
        row.recorded_at = at
        for name, value in _said(record).items():
            setattr(row, name, value)
        touched.append(row)
    Observation.objects.bulk_update(touched, [*SAID, "recorded_at"], batch_size=200)


def _indicators(ecosystem: int, records: Sequence[Record], by: Actor) -> dict[str, int]:
    """Ids of indicators by key; those not yet here are added to the framework of imports."""
    known = dict(Indicator.objects.filter(ecosystem=ecosystem).values_list("key", "pk"))
    wanted = {str(one.values["indicator"]): one for one in records}
    for key in wanted.keys() - known.keys():
        require(by, EDIT_INDICATORS, within=ecosystem)
        framework, _ = Framework.objects.get_or_create(
            ecosystem_id=ecosystem,
            key="imported-indicators",
            version="1",
            defaults={"title": "Imported indicators", "kind": "indicators"},
        )
        values = wanted[key].values
        title = str(values.get("indicator_title") or "")
        item, _ = Item.objects.get_or_create(
            framework=framework, code=key, defaults={"title": title}
        )
        made = Indicator.objects.create(
            ecosystem_id=ecosystem, item=item, key=key, unit=str(values["unit"])
        )
        known[key] = made.pk
    return known


def _key(record: Record, places: dict[tuple[str, str], int]) -> Key:
    values = record.values
    place = (str(values["organisation_kind"]), str(values["organisation_code"]))
    return values["indicator"], places.get(place), values["starts"], values["ends"]


def _said(record: Record) -> dict[str, object]:
    return {name: record.values[name] for name in SAID if name in record.values}


OBSERVATIONS = Target(
    name="observations",
    fields=(
        Field("indicator", "text", "key of the indicator", required=True, longest=60),
        Field("indicator_title", "text", "title, where the indicator is new"),
        Field("unit", "text", "unit of the value", required=True, longest=40),
        Field("organisation_kind", "text", "kind of organisation", required=True, longest=40),
        Field("organisation_code", "text", "its official code", required=True, longest=60),
        Field("starts", "date", "first day of the period", required=True),
        Field("ends", "date", "last day of the period", required=True),
        Field("value", "number", "the value; empty where missing"),
        Field("missing", "text", "why there is no value", longest=60),
        Field("n", "whole", "records behind the value"),
        Field("source", "text", "where it was published"),
    ),
    key=("indicator", "organisation_kind", "organisation_code", "starts", "ends"),
    diff=diff_observations,
    save=save_observations,
)

TARGETS = (OBSERVATIONS,)
