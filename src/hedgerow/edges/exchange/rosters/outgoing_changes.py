"""What changed in an ecosystem's rosters since a moment, as the files of a OneRoster set (delta)."""

from collections.abc import Iterator
from datetime import date, datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from .outgoing import Outgoing
from .outgoing_gone import Gone
from .outgoing_since import since_then
from .reader import GONE

Row = dict[str, str]


class Changes:
    """The same files as ``Outgoing`` has, with the rows that are new, other, or have ended.

    Each says whether it is ``active`` or ``tobedeleted``, and when that was last done which made
    it so. Raises WholeSetNeeded where that cannot be told.
    """

    def __init__(
        self, ecosystem: Ecosystem, version: str, day: date, since: datetime, at: datetime
    ) -> None:
        self._ecosystem, self._moment = ecosystem, since
        self._whole = Outgoing(ecosystem, version, day)
        self._since = since_then(ecosystem, since, at)
        self._gone = Gone(self._whole.kept, self._whole.orgs, self._since, version)
        self._named = set[str]()
        self._whole.add_spans(self._gone.spans(self._whole.terms).values())

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one file; ``orgs`` last, when it is known which are referred to."""
        for row in self._gone.rows(name):
            self._note(row)
            yield row | {"status": GONE}
        if name == "orgs":
            yield from self._orgs()
            return
        for row in self._whole.rows(name):
            if (told := self._told(name, row)) is not None:
                self._note(row)
                yield row | {"status": "active", "dateLastModified": told}

    def left_out(self) -> dict[str, int]:
        """As of the whole set, and how many were erased whose id is not known any more."""
        erased = Person.objects.filter(
            kept_by=self._ecosystem, erased_at__gte=self._moment, merged_into=None
        )
        count = erased.count()
        return self._whole.left_out() | ({"erased": count} if count else {})

    def _told(self, name: str, row: Row) -> str | None:
        """When the row became what it is; None of one that stands as it stood."""
        people, groups = self._since.people, self._since.groups
        person = row.get("userSourcedId", row["sourcedId"])
        group = row.get("classSourcedId", row["sourcedId"])
        match name:
            case "academicSessions":  # few, and days of classes are read from them
                return self._since.latest()
            case "courses" | "classes":
                group = group.removeprefix("course-")
                return self._since.latest(groups[group]) if group in groups else None
            case "enrollments":
                known = person in people or group in groups
                return self._since.latest(people.get(person), groups.get(group)) if known else None
        if person in people or (name == "users" and person in self._since.relatives):
            return self._since.latest(people.get(person))
        return None

    def _note(self, row: Row) -> None:
        """Remember which organisations the row refers to."""
        for column in ("schoolSourcedId", "orgSourcedId", "orgSourcedIds"):
            self._named.update(one for one in row.get(column, "").split(",") if one)

    def _orgs(self) -> Iterator[Row]:
        rows = {row["sourcedId"]: row for row in self._whole.rows("orgs")}
        wanted, asked = set[str](), {*self._named, *self._since.organisations} & rows.keys()
        while asked:
            wanted |= asked
            asked = {rows[one]["parentSourcedId"] for one in asked} - wanted - {""}
            asked &= rows.keys()
        for known, row in rows.items():
            if known in wanted:
                at = self._since.latest(self._since.organisations.get(known))
                yield row | {"status": "active", "dateLastModified": at}
