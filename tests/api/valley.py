"""A small cast for the API: Ada convenes the Valley, Cy another ecosystem."""

from dataclasses import dataclass, field
from typing import Any

from django.http.response import HttpResponse
from django.test import Client
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True)
class Program:
    """A program that has a token, or none."""

    secret: str = ""
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """The answer to JSON sent to a path below ``/api``."""
        if self.secret:
            headers = {"Authorization": f"Bearer {self.secret}", **headers}
        given = {"data": body, "content_type": "application/json"} if body is not None else {}
        call = getattr(self.client, method)
        answer: HttpResponse = call(f"/api{path}", headers=headers, **given)
        return answer


def program_of(person: Person, *, write: bool = True) -> Program:
    by = Actor(person_id=person.pk)
    return Program(make_token("t", write=write, expires_at=None, by=by, at=timezone.now())[1])


@dataclass(frozen=True)
class Valley:
    """An ecosystem that is not public, its school, and programs of two persons."""

    place: Ecosystem
    school: Organisation
    person: Person
    ada: Program
    cy: Program
    nobody: Program

    @property
    def path(self) -> str:
        return f"/ecosystems/{self.place.slug}"


def plant() -> Valley:
    place = ecosystem("Valley", slug="valley", public=False)
    school = factories.member_school(place, "Oak school")
    ada = factories.convener(place)
    cy = factories.convener(ecosystem("Hills", slug="hills", public=False))
    return Valley(place, school, ada, program_of(ada), program_of(cy), Program())
