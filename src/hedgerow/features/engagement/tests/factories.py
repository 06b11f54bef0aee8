"""Small published tables written out by hand, read as a measure reads them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis
import polars as pl

from hedgerow.foundation.warehouse.merging import merged
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.schemas import SCHEMAS
from hedgerow.foundation.warehouse.units import Kept

WINDOW = Window.ending(date(2026, 6, 30))
DAY = date(2026, 3, 2)

_TYPES = {
    "int": pl.Int64,
    "float": pl.Float64,
    "text": pl.String,
    "bool": pl.Boolean,
    "date": pl.Date,
}


@dataclass
class Book:
    """The published tables of ecosystems, filled row by row; a measure's source."""

    threshold: int = 10
    ecosystems: tuple[int, ...] = (1,)
    filling: int = 1  # the ecosystem whose rows are added
    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in SCHEMAS}
    )

    def table(self, name: str) -> ibis.Table:
        schema = {column: _TYPES[kind] for column, kind in SCHEMAS[name].columns.items()}
        rows = [row for row in self.rows[name] if row["ecosystem"] in self.ecosystems]
        found = ibis.memtable(pl.DataFrame(rows, schema=schema))
        return merged(name, found, self.ecosystems[0]) if len(self.ecosystems) > 1 else found

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        return make()

    def add(self, table: str, **values: Any) -> None:
        self.rows[table].append({"ecosystem": self.filling, "origin": "live", **values})

    def learner(self, person, site=1, *, eligible=True, duplicate=False, **groups):
        self.add(
            "participant",
            person=person,
            person_uuid=f"person-{person}",
            site=site,
            eligible=eligible,
            duplicate=duplicate,
        )
        for dimension, value in groups.items():
            self.add("participant_group", person=person, dimension=dimension, value=value)

    def population(self, eligible, *, dimension="", value="", site=0, declared=None):
        self.add(
            "population",
            site=site,
            dimension=dimension,
            value=value,
            eligible=eligible,
            as_of=date(2025, 9, 1),
            source="school census",
            declared=declared or date(2025, 9, 1),
        )

    def session(self, session, *by, day=DAY, activity=1, **flags):
        """``by`` are (organisation, sector, operator); nobody is named where there are none."""
        for organisation, sector, operator in by or [(0, "", 0)]:
            self.add(
                "delivery",
                day=day,
                session=session,
                session_uuid=f"session-{session}",
                activity=activity,
                organisation=organisation,
                sector=sector,
                operator=operator,
                **{"in_lessons": False, "held": True, "confirmed": True, **flags},
            )

    def mark(self, session, person, *, site=1, minutes=60, status="present", day=DAY, activity=1):
        self.add(
            "attendance",
            day=day,
            session=session,
            activity=activity,
            person=person,
            site=site,
            status=status,
            minutes=minutes if status in ("present", "late") else 0,
        )

    def enrolment(self, enrolment, person, *, ended, minimum=60, declared=None, **other):
        self.add(
            "enrolment",
            **{
                "enrolment": enrolment,
                "enrolment_uuid": f"enrolment-{enrolment}",
                "activity": 1,
                "person": person,
                "site": 1,
                "began": date(2026, 1, 10),
                "ended": ended,
                "dropped": False,
                "minimum_minutes": minimum,
                "minimum_declared": declared or date(2025, 12, 1),
                **other,
            },
        )

    def partner(self, organisation, *, starts=date(2020, 1, 1), ends=None, operator=None):
        self.add(
            "membership_org",
            organisation=organisation,
            organisation_uuid=f"organisation-{organisation}",
            partner=True,
            sector="club",
            operator=operator or -organisation,
            starts=starts,
            ends=ends,
        )
