"""Who is new and resembles somebody here, as the reader may see them; once they are in, with the way to make both one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from ..models import Import
from .finding import MOST
from .kept import FIELD
from .rules import Why

TOLD: Final = ("pk", "uuid", "name", "born")


@dataclass(frozen=True, slots=True)
class Alike:
    """A line with somebody new, and who is here; ``uuid`` is of the new record once there is one."""

    line: int
    name: str
    born: date | None
    uuid: UUID | None
    why: Why
    known: UUID
    known_name: str
    known_born: date | None


@dataclass(frozen=True, slots=True)
class AlikePage:
    """Those whom the reader may see; ``may_merge`` says whether they may make two records one."""

    rows: tuple[Alike, ...] = ()
    is_all: bool = True
    may_merge: bool = False


def alike_page(actor: Actor, ecosystem: Ecosystem, row: Import) -> AlikePage:
    """As long as it waits, and once it is in, as long as neither was erased or made one with the other."""
    said: Sequence[Mapping[str, Any]] = row.preview.get(FIELD, ())
    is_in = row.state == Import.State.DONE
    if not said or not (row.waits or is_in):
        return AlikePage()
    seen = Person.objects.visible_to(actor).filter(kept_by=ecosystem, erased_at=None)
    keys = {one["person"] for one in said} | {one["new"] for one in said if "new" in one}
    people = {
        one.pk: one for some in in_parts(keys) for one in seen.filter(pk__in=some).only(*TOLD)
    }
    rows = [_shown(one, people) for one in said]
    may_merge = is_in and actor.may(EDIT_PEOPLE, ecosystem.pk)
    return AlikePage(tuple(one for one in rows if one), len(said) < MOST, may_merge)


def _shown(said: Mapping[str, Any], people: Mapping[int, Person]) -> Alike | None:
    here, mine = people.get(said["person"]), people.get(said.get("new", 0))
    if here is None or (mine is None and "new" in said):
        return None
    name = mine.name if mine else said["name"]
    born = mine.born if mine else date.fromisoformat(said["born"])
    return Alike(said["line"], name, born, mine.uuid if mine else None, said["why"], here.uuid, here.name,
                 here.born)  # fmt: skip
