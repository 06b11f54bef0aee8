"""What an ecosystem keeps as the files of a OneRoster set, row by row, all of it (bulk)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

from django.db.models import OuterRef

from hedgerow.commons.ecosystems.models import Ecosystem, Term

from .outgoing_people import demographics, roles, second_roles, users
from .outgoing_places import orgs_of
from .outgoing_rows import CHUNK, Kept, grade_code, known_as
from .outgoing_times import Span, sessions, span_of

Row = dict[str, str]
FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "1.1": ("academicSessions", "courses", "classes", "users", "demographics", "enrollments",
            "orgs"),
    "1.2": ("academicSessions", "courses", "classes", "users", "roles", "demographics",
            "enrollments", "orgs"),
}  # fmt: skip
"""The files of each version in the order of writing; organisations last, when it is known which."""


class Outgoing:
    """One ecosystem on one day, in one version of the standard."""

    def __init__(self, ecosystem: Ecosystem, version: str, day: date) -> None:
        self.kept, self._version = Kept(ecosystem, day), version
        self.terms = list(Term.objects.filter(ecosystem=ecosystem).order_by("starts", "pk"))
        groups = self.kept.groups()
        days = groups.order_by("starts", "ends").values_list("starts", "ends").distinct()
        self._spans = {pair: span_of(*pair, self.terms, day) for pair in days}
        self.orgs = orgs_of(self.kept)
        self._further: list[Span] = []

    def add_spans(self, spans: Iterable[Span]) -> None:
        """Have sessions for these, too."""
        self._further += spans

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one of the version's ``FILES``, in an order that stays."""
        match name:
            case "academicSessions":
                return sessions(self.terms, [*self._spans.values(), *self._further])
            case "courses":
                return self._courses()
            case "classes":
                return self._classes()
            case "users":
                return users(self.kept, self.orgs, self._version)
            case "roles":
                return roles(self.kept, self.orgs)
            case "demographics":
                return demographics(self.kept)
            case "enrollments":
                return self._enrollments()
            case "orgs":
                return self.orgs.rows()
        raise LookupError(name)

    def left_out(self) -> dict[str, int]:
        """How much of what goes on the standard has no place for, by what it is."""
        found = self.kept.left_out()
        more = second_roles(self.kept) if self._version == "1.1" else 0
        return found | ({"second_roles": more} if more else {})

    def _courses(self) -> Iterator[Row]:
        """The standard wants a course of each class."""
        for row in self._classes():
            yield {"sourcedId": row["courseSourcedId"], "title": row["title"],
                   "grades": row["grades"], "orgSourcedId": row["schoolSourcedId"]}  # fmt: skip

    def _classes(self) -> Iterator[Row]:
        names = ("code", "uuid", "name", "kind", "grade", "organisation_id", "starts", "ends")
        rows = self.kept.groups().order_by("pk").values_list(*names)
        for code, uuid, name, kind, grade, site, starts, ends in rows.iterator(CHUNK):
            known = known_as(code, uuid)
            yield {
                "sourcedId": known, "title": name, "grades": grade_code(grade), "classCode": code,
                "courseSourcedId": f"course-{known}"[:255],
                "classType": "homeroom" if kind == "class" else "scheduled",
                "schoolSourcedId": self.orgs.id_of(site),
                "termSourcedIds": self._spans[starts, ends].id,
            }  # fmt: skip

    def _enrollments(self) -> Iterator[Row]:
        names = ("group_id", "group__code", "group__uuid", "group__organisation_id",
                 "person__code", "person__uuid", "leads", "learns", "starts", "ends")  # fmt: skip
        learns = self.kept.held_by(OuterRef("person"), "learner")
        rows = self.kept.places().annotate(learns=learns).values_list(*names)
        rows = rows.order_by("group_id", "-leads", "starts", "pk")
        for _group, of_group in groupby(rows.iterator(CHUNK), key=itemgetter(0)):
            seen = set[str]()
            for _pk, code, uuid, site, own, public, leads, learns_here, starts, ends in of_group:
                group, person = known_as(code, uuid), known_as(own, public)
                if person in seen:
                    continue
                yield {
                    "sourcedId": f"{group}:{person}:{starts:%Y%m%d}", "classSourcedId": group,
                    "schoolSourcedId": self.orgs.id_of(site), "userSourcedId": person,
                    "role": "teacher" if leads else "student" if learns_here else "proctor",
                    "primary": "true" if leads and not seen else "false",
                    "beginDate": starts.isoformat(), "endDate": ends.isoformat() if ends else "",
                }  # fmt: skip
                seen.add(person)
