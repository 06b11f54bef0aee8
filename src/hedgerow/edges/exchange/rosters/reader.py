"""A set to read beside what is here: rows by file, and which role each user holds where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .here import Here
from .links import Tables
from .reading import Row

ROLES: Mapping[str, str] = {
    "student": "learner", "teacher": "educator", "aide": "tutor", "principal": "leader",
    "siteAdministrator": "leader", "administrator": "leader", "guardian": "guardian",
    "parent": "guardian", "relative": "guardian",
}  # fmt: skip
SITELESS = ("guardian", "member")
GONE = "tobedeleted"

Held = tuple[str, str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """The tables of a set, beside what is here, on a day."""

    tables: Tables
    here: Here
    today: date

    def rows(self, name: str) -> Iterator[Row]:
        table = self.tables.get(name)
        return iter(table.rows if table else ())

    def by_id(self, name: str) -> dict[str, Row]:
        return {row["sourcedId"]: row for row in self.rows(name)}


def roles_of(reader: Reader) -> dict[str, list[Held]]:
    """Role, organisation and days of each user: of ``roles.csv``, or of the users themselves."""
    found: dict[str, dict[tuple[str, str], Held]] = {}
    for user, role, site, starts, ends in _said_roles(reader):
        own = ROLES.get(role, "member")
        at = "" if own in SITELESS else site
        found.setdefault(user, {}).setdefault((own, at), (own, at, starts, ends))
    return {user: list(held.values()) for user, held in found.items()}


def _said_roles(reader: Reader) -> Iterator[tuple[str, str, str, date | None, date | None]]:
    for row in reader.rows("users"):
        for site in row.many("orgSourcedIds") if row["role"] else ():
            yield row["sourcedId"], row["role"], site, None, None
    for row in reader.rows("roles"):
        if row["status"] != GONE:
            yield (row["userSourcedId"], row["role"], row["orgSourcedId"],
                   row.day("beginDate"), row.day("endDate"))  # fmt: skip


def last_day(row: Row, today: date) -> date:
    """The day on which a row was changed where it comes from; today where it does not say."""
    text = row["dateLastModified"][:10]
    return min(date.fromisoformat(text), today) if text else today
