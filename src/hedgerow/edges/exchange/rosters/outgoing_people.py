"""People of a OneRoster set that goes out: users, their roles, and days of birth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, Q, When

from hedgerow.commons.people.models import Person

from .oneroster import NO_NAME
from .outgoing_places import Orgs
from .outgoing_rows import CHUNK, ROLES, Kept, grade_code, known_as, listed

ROLES_1_1: Final[Mapping[str, str]] = {**ROLES, "leader": "administrator"}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A role that goes on, with the person who holds it."""

    person_id: int
    code: str
    public: UUID
    name: str
    email: str
    phone: str
    role: str
    site: int | None
    grade: str
    starts: date
    ends: date | None
    uuid: UUID

    @property
    def person(self) -> str:
        return known_as(self.code, self.public)


COLUMNS: Final = (
    "person_id", "person__code", "person__uuid", "person__name", "person__email", "person__phone",
    "role", "site", "grade", "starts", "ends", "uuid",
)  # fmt: skip


def users(kept: Kept, orgs: Orgs, version: str) -> Iterator[Row]:
    """One row a person; in 1.1 with the role that tells most."""
    agents = _agents(kept)
    pending = next(agents, None)
    for pk, held in _people(kept):
        mine: list[str] = []
        while pending is not None and pending[0] <= pk:
            mine += [pending[1]] if pending[0] == pk else []
            pending = next(agents, None)
        one_role = _one_role(orgs, held) if version == "1.1" else {}
        yield _user(held, mine) | one_role


def roles(kept: Kept, orgs: Orgs) -> Iterator[Row]:
    """Every role, of which the first at each organisation is the primary one."""
    for _pk, held in _people(kept):
        seen = set[str]()
        for one in held:
            site = orgs.id_of(one.site)
            yield {
                "sourcedId": str(one.uuid), "userSourcedId": one.person, "role": ROLES[one.role],
                "roleType": "secondary" if site in seen else "primary", "orgSourcedId": site,
                "beginDate": one.starts.isoformat(), "endDate": _day(one.ends),
            }  # fmt: skip
            seen.add(site)


def demographics(kept: Kept) -> Iterator[Row]:
    """Days of birth where they are known, and nothing else."""
    born = Person.objects.filter(pk__in=kept.roles().values("person")).exclude(born=None)
    rows = born.order_by("pk").values_list("code", "uuid", "born")
    for code, uuid, day in rows.iterator(CHUNK):
        yield {"sourcedId": known_as(code, uuid), "birthDate": _day(day)}


def second_roles(kept: Kept) -> int:
    """How many roles OneRoster 1.1 has no place for: it knows one of each user."""
    return sum(
        len(held) - sum(one.role == _best(held) for one in held) for _, held in _people(kept)
    )


def _user(held: list[Held], agents: list[str]) -> Row:
    first = held[0]
    given, _space, family = first.name.strip().rpartition(" ")
    return {
        "sourcedId": first.person, "enabledUser": "true", "username": first.person,
        "givenName": given or family, "familyName": family if given else NO_NAME,
        "identifier": first.code, "email": first.email, "phone": first.phone,
        "grades": listed(grade_code(one.grade) for one in held), "agentSourcedIds": listed(agents),
    }  # fmt: skip


def _best(held: list[Held]) -> str:
    return next(name for name in ROLES if any(one.role == name for one in held))


def _one_role(orgs: Orgs, held: list[Held]) -> Row:
    best = _best(held)
    sites = listed(orgs.id_of(one.site) for one in held if one.role == best)
    return {"role": ROLES_1_1[best], "orgSourcedIds": sites}


def _people(kept: Kept) -> Iterator[tuple[int, list[Held]]]:
    """Persons in the order of their keys, with the roles of each."""
    site = Case(
        When(Q(role="guardian", organisation=None), then=kept.site_of_ward()),
        default=F("organisation"),
        output_field=BigIntegerField(),
    )
    rows = kept.roles().annotate(site=site).order_by("person_id", "pk").values_list(*COLUMNS)
    held = (Held(*row) for row in rows.iterator(CHUNK))
    for pk, own in groupby(held, key=attrgetter("person_id")):
        yield pk, list(own)


def _agents(kept: Kept) -> Iterator[tuple[int, str]]:
    """Learners in the order of their keys, each with the id of a guardian."""
    names = ("learner_id", "guardian__code", "guardian__uuid")
    rows = kept.guardians().order_by("learner_id", "pk").values_list(*names)
    for learner, code, uuid in rows.iterator(CHUNK):
        yield learner, known_as(code, uuid)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
