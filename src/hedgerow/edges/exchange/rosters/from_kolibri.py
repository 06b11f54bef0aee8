"""What Kolibri's file comes to: people with roles, classes, and who is in them."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from .here import Here
from .links import Tables
from .reader import Reader
from .steps import Steps

ROLES: Mapping[str, str] = {
    "LEARNER": "learner", "CLASS_COACH": "educator", "FACILITY_COACH": "educator", "ADMIN": "member",
}  # fmt: skip
COLUMNS: Mapping[str, str] = {"LEARNER": "ENROLLED_IN", "CLASS_COACH": "ASSIGNED_TO"}
"""Which classes count of whom: Kolibri passes over the others."""


def steps_of(tables: Tables, here: Here, today: date) -> Steps:
    """The file as records of our targets; a class is recognised by its name."""
    found, reader = Steps(), Reader(tables, here, today)
    file = tables["kolibri"].file.name
    people = found.step("people", file, code="USERNAME", name="FULL_NAME", role="USER_TYPE")
    groups = found.step("groups", file, code="ENROLLED_IN", name="ENROLLED_IN")
    places = found.step("group-members", file, group_code="ENROLLED_IN", person_code="USERNAME")
    seen: set[str] = set()
    for row in reader.rows("kolibri"):
        code, kind = row["USERNAME"], row["USER_TYPE"]
        people.add(row.line, code=code, name=row["FULL_NAME"], role=ROLES[kind])
        for column in ("ENROLLED_IN", "ASSIGNED_TO"):
            if column != COLUMNS.get(kind):
                found.aside.update(
                    [_("classes that count for another type of user")] * len(row.many(column))
                )
                continue
            for name in dict.fromkeys(row.many(column)):
                if name not in seen:
                    new = {} if name in here.groups else {"starts": today}
                    groups.add(row.line, code=name, name=name, **new)
                    seen.add(name)
                starts = here.places.get((name, code), today)
                places.add(row.line, group_code=name, person_code=code,
                           leads=column == "ASSIGNED_TO", starts=starts)  # fmt: skip
    return found
