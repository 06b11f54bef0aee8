"""The peer: the same rows as ready objects through ``bulk_create``, unchecked and unjournalled."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

CHUNK, BATCH = 5_000, 500
ROLES = {"student": "learner", "teacher": "educator", "parent": "guardian"}
STARTS = date(2026, 8, 24)


class Country:
    """The set's users and enrolments; schools and classes are made before time is taken."""

    def __init__(self, folder: Path, at: datetime) -> None:
        from hedgerow.commons.ecosystems.models import Ecosystem
        from hedgerow.commons.membership.models import Group
        from hedgerow.commons.people.models import Organisation

        self.folder, self.at = folder, at
        self.own = Ecosystem.objects.create(slug="country", name="Country", created_at=at)
        schools = (
            Organisation(kept_by=self.own, kind="school", code=one["sourcedId"], name=one["name"],
                         created_at=at) for one in self._lines("orgs")
        )  # fmt: skip
        Organisation.objects.bulk_create(schools, BATCH)
        groups = (
            Group(ecosystem=self.own, code=one["sourcedId"], name=one["title"], starts=STARTS)
            for one in self._lines("classes")
        )
        Group.objects.bulk_create(groups, BATCH)
        self.schools = dict(Organisation.objects.values_list("code", "pk"))
        self.groups = dict(Group.objects.values_list("code", "pk"))
        self.people: dict[str, int] = {}

    def _lines(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(newline="") as file:
            yield from csv.DictReader(file)

    def write(self) -> None:
        """Write all of it in one transaction."""
        from django.db import transaction

        with transaction.atomic():
            for model, objects in (
                self._people(),
                self._roles(),
                self._guardians(),
                self._places(),
            ):
                while some := list(islice(objects, CHUNK)):
                    model.objects.bulk_create(some, BATCH)
                    if model.__name__ == "Person":
                        self._know(some)

    def _know(self, people: list[Any]) -> None:
        from hedgerow.commons.people.models import NameWord
        from hedgerow.commons.people.rules import words

        self.people |= {one.code: one.pk for one in people}
        found = [NameWord(word=word, person=one) for one in people for word in words(one.name)]
        NameWord.objects.bulk_create(found, BATCH)

    def _people(self) -> tuple[Any, Iterator[Any]]:
        from hedgerow.commons.people.models import Person
        from hedgerow.commons.people.rules import sort_name

        def objects() -> Iterator[Any]:
            for one in self._lines("users"):
                name = f"{one['givenName']} {one['familyName']}"
                yield Person(kept_by=self.own, code=one["sourcedId"], name=name,
                             sort_name=sort_name(name), email=one["email"], origin="imported",
                             created_at=self.at)  # fmt: skip

        return Person, objects()

    def _roles(self) -> tuple[Any, Iterator[Any]]:
        from hedgerow.commons.membership.models import Assignment

        def objects() -> Iterator[Any]:
            for one in self._lines("users"):
                role = ROLES[one["role"]]
                site = None if role == "guardian" else self.schools[one["orgSourcedIds"]]
                yield Assignment(ecosystem=self.own, person_id=self.people[one["sourcedId"]],
                                 role=role, organisation_id=site, starts=STARTS,
                                 grade=one["grades"], origin="imported")  # fmt: skip

        return Assignment, objects()

    def _guardians(self) -> tuple[Any, Iterator[Any]]:
        from hedgerow.commons.people.models import Guardian

        def objects() -> Iterator[Any]:
            for one in self._lines("users"):
                if one["agentSourcedIds"]:
                    yield Guardian(ecosystem=self.own, learner_id=self.people[one["sourcedId"]],
                                   guardian_id=self.people[one["agentSourcedIds"]],
                                   starts=STARTS, origin="imported")  # fmt: skip

        return Guardian, objects()

    def _places(self) -> tuple[Any, Iterator[Any]]:
        from hedgerow.commons.membership.models import GroupPlace

        def objects() -> Iterator[Any]:
            for one in self._lines("enrollments"):
                yield GroupPlace(group_id=self.groups[one["classSourcedId"]], starts=STARTS,
                                 person_id=self.people[one["userSourcedId"]],
                                 leads=one["role"] == "teacher")  # fmt: skip

        return GroupPlace, objects()
