"""The published tables: their names, columns and what each column means.

A table is published by the app that owns its records (``tables.py``) and read by name by
the measures. Both sides hold to the schema written here, and a test compares them.

Shared conventions: ``ecosystem`` comes first and ``origin`` (live, imported, simulated) last;
ids are the database's integer ids and 0 means *none*; ``uuid`` columns carry the public id of
the row a reader may open; days are in the ecosystem's own time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["int", "float", "text", "bool", "date"]

ALL = "all"
"""The partition of a table that is not cut by month."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Name and typed columns of one published table; ``monthly`` tables are cut by month."""

    name: str
    columns: Mapping[str, Kind]
    monthly: bool = True


def _columns(**columns: Kind) -> Mapping[str, Kind]:
    return MappingProxyType({"ecosystem": "int", **columns, "origin": "text"})


ATTENDANCE = Schema(
    "attendance",
    _columns(
        day="date",
        session="int",
        activity="int",
        person="int",
        site="int",  # the school the learner belonged to that day, 0 if none
        status="text",  # present, late, absent, excused
        minutes="int",  # minutes attended; 0 unless present or late
    ),
)
"""One row a mark that stands (corrected marks are replaced); the month is that of ``day``."""

DELIVERY = Schema(
    "delivery",
    _columns(
        day="date",
        session="int",
        session_uuid="text",
        activity="int",
        organisation="int",  # who delivered; 0 if not recorded
        sector="text",  # of that organisation, from the closed list; "" if not recorded
        operator="int",  # its operator group, or minus its own id if it is in none
        in_lessons="bool",  # part of ordinary lessons
        held="bool",  # not cancelled, and not still to come
        confirmed="bool",  # confirmed by the other side, or its kind needs no confirmation
    ),
)
"""One row a session and delivering organisation; a session nobody is named for has one row
with organisation 0. The month is that of ``day``."""

ENROLMENT = Schema(
    "enrolment",
    _columns(
        enrolment="int",
        enrolment_uuid="text",
        activity="int",
        person="int",
        site="int",  # the learner's school when the enrolment began, 0 if none
        began="date",
        ended="date",  # null while it runs; the day of leaving for a drop-out
        dropped="bool",
        minimum_minutes="int",  # the minimum dosage, null if none was declared
        minimum_declared="date",  # the day that minimum was declared, null if none was
    ),
)
"""One row an enrolment; the month is that of ``began``."""

MEMBERSHIP_ORG = Schema(
    "membership_org",
    _columns(
        organisation="int",
        organisation_uuid="text",
        partner="bool",  # listed as a partner (not only as a school or the convener)
        sector="text",
        operator="int",
        starts="date",
        ends="date",  # null while it is a member
    ),
    monthly=False,
)
"""One row a spell of an organisation's membership, those that ended included."""

PARTICIPANT = Schema(
    "participant",
    _columns(
        person="int",
        person_uuid="text",
        site="int",  # the learner's school now, 0 if none
        eligible="bool",  # a learner of the population that the ecosystem says it serves
        duplicate="bool",  # may be the same person as another row; not yet resolved
    ),
    monthly=False,
)
"""The roll: one row a learner known to the ecosystem, those who left included."""

PARTICIPANT_GROUP = Schema(
    "participant_group",
    _columns(person="int", dimension="text", value="text"),
    monthly=False,
)
"""One row a person and declared population group, such as (ada, home language, Spanish)."""

POPULATION = Schema(
    "population",
    _columns(
        site="int",  # the school counted, 0 for the whole ecosystem
        dimension="text",  # "" for all eligible learners, else the declared dimension
        value="text",  # the group within the dimension, "" with dimension ""
        eligible="int",
        as_of="date",  # the day the figure describes
        source="text",
        declared="date",  # the day the figure (and so the group) was recorded here
    ),
    monthly=False,
)
"""Population figures with source and date; several may disagree, the latest ``as_of`` counts."""

PRIVATE_ACTIVITY = Schema("private_activity", _columns(activity="int"), monthly=False)
"""The activities that members alone may see: a reading of organisations that rests on them is
theirs alone too."""

SAMPLED = Schema(
    "sampled",
    _columns(
        sampled="int",
        sampled_uuid="text",
        sample="int",
        site="int",  # the school the record is of, 0 if none
        day="date",  # the day the sample was drawn
        checked="bool",
        agrees="bool",  # it was checked, and its source is there and says the same
    ),
    monthly=False,
)
"""One row a record that a seed drew to be held beside its source."""

SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {
        schema.name: schema
        for schema in (
            ATTENDANCE,
            DELIVERY,
            ENROLMENT,
            MEMBERSHIP_ORG,
            PARTICIPANT,
            PARTICIPANT_GROUP,
            POPULATION,
            PRIVATE_ACTIVITY,
            SAMPLED,
        )
    }
)
