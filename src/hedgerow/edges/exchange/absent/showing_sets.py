"""Whom a set lacks, as the sender may see them and may end their roles, a part of them at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.membership.permissions import ASSIGN_ROLES
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from ..models import Import, Lacking
from .many import endable
from .saying import has_of

SHOWN: Final = 500
"""How many stand on one page of the table."""
MUCH: Final = 4
"""Where one in so many is gone, the set may not be whole."""
FEW: Final = 10
"""Of so few people the share says nothing."""


@dataclass(frozen=True, slots=True)
class Lacked:
    """A role that the set does not say; ``number`` is how it is chosen, ``day`` that of the last set that had
    it, ``gone`` whether the person is in the set no more."""

    number: int
    uuid: UUID
    name: str
    has: str
    day: date
    gone: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class LackingPage:
    """A part of the roles that the set lacks, those of people who are gone first; how many people ``gone`` and
    ``moved`` are, of ``known`` ones."""

    rows: tuple[Lacked, ...] = ()
    gone: int = 0
    moved: int = 0
    known: int = 0
    part: int = 1
    parts: int = 1
    may_end: bool = False

    @property
    def count(self) -> int:
        return self.gone + self.moved

    @property
    def share(self) -> int:
        """How many in a hundred of all whom the sets brought are gone."""
        return 100 * self.gone // self.known if self.known else 0

    @property
    def warns(self) -> bool:
        """Whether so many are gone that the set may not be whole."""
        return self.known >= FEW and self.gone * MUCH >= self.known

    @property
    def before(self) -> int:
        return self.part - 1

    @property
    def after(self) -> int:
        return self.part + 1 if self.part < self.parts else 0


def lacking_page(actor: Actor, ecosystem: Ecosystem, row: Import, part: int = 1) -> LackingPage:
    """Those whom the actor may see, as long as the set waits; of nobody else it is said that they are gone."""
    said = row.preview.get("lacking")
    if not said or not row.waits:
        return LackingPage()
    waiting = Lacking.objects.filter(of=row)
    last = waiting.order_by("-number").values_list("number", flat=True).first() or 0
    parts = max(1, -(-last // SHOWN))
    part = min(max(part, 1), parts)
    shown = waiting.filter(number__gt=(part - 1) * SHOWN, number__lte=part * SHOWN)
    may = actor.may(ASSIGN_ROLES, ecosystem.pk)
    return LackingPage(
        tuple(_rows(actor, ecosystem, shown, may_end=may)),
        _people(actor, waiting.filter(gone=True)),
        _people(actor, waiting.filter(gone=False)),
        said["known"],
        part,
        parts,
        may and endable(roles_of(waiting), actor).exists(),
    )


def roles_of(waiting: QuerySet[Lacking]) -> QuerySet[Assignment]:
    """The roles that go on, as long as nobody was erased."""
    going = Assignment.objects.filter(pk__in=waiting.values("key"), ends=None)
    return going.filter(person__erased_at=None)


def _people(actor: Actor, waiting: QuerySet[Lacking]) -> int:
    seen = roles_of(waiting).filter(person__in=Person.objects.visible_to(actor))
    return seen.order_by().values("person").distinct().count()


def _rows(
    actor: Actor, ecosystem: Ecosystem, shown: QuerySet[Lacking], *, may_end: bool
) -> Iterable[Lacked]:
    seen = roles_of(shown).filter(person__in=Person.objects.visible_to(actor))
    roles = {one.pk: one for one in seen.select_related("person", "organisation")}
    names = told_apart(actor, ecosystem, {one.person for one in roles.values()})
    for one in shown.order_by("number"):
        role = roles.get(one.key)
        if role is not None:
            may = may_end and role.person_id != actor.person_id
            yield Lacked(
                one.number, role.person.uuid, names[role.person_id], has_of(ecosystem, role),
                one.day, one.gone, may,
            )  # fmt: skip
