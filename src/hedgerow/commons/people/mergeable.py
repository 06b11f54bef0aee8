"""Whether two records may become one, and what stays of each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from .editors import reaches
from .errors import KeptElsewhere, MergesOneself, SamePerson, SignsInElsewhere
from .models import Person
from .permissions import EDIT_PEOPLE
from .queries import people_of

FIELDS = ("name", "called", "born", "language", "email", "phone", "time_zone", "code", "account")
"""What stays of one of the two, field by field; the account is what the person signs in with."""
Choice = Mapping[str, str]


def may_merge(
    ecosystem: Ecosystem, kept: UUID, gone: UUID, *, by: Actor, lock: bool = False
) -> tuple[Person, Person]:
    """Both records, if the actor may make one of them; raises what ``merge_persons`` does."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    rows = people_of(by, ecosystem).filter(uuid__in=(kept, gone))
    found = {row.uuid: row for row in (rows.select_for_update(of=("self",)) if lock else rows)}
    if not {kept, gone} <= found.keys():
        raise NotFound
    if kept == gone:
        raise SamePerson
    stays, goes = found[kept], found[gone]
    if {stays.kept_by_id, goes.kept_by_id} != {ecosystem.pk}:
        raise KeptElsewhere
    if goes.pk == by.person_id:
        raise MergesOneself
    if not (reaches(by, stays) and reaches(by, goes)):
        raise SignsInElsewhere
    return stays, goes


def chosen(stays: Person, goes: Person, choice: Choice) -> dict[str, Any]:
    """Each field's value: as chosen, else that of the record that is kept, if it has one."""
    found = {}
    for name in FIELDS:
        field = f"{name}_id" if name == "account" else name
        mine, theirs = getattr(stays, field), getattr(goes, field)
        found[name] = theirs if choice.get(name) == "gone" or mine in ("", None) else mine
    return found
