"""Who resembles whom, as it is kept with an import: of who is here the key alone, and of both once it is in."""

from collections.abc import Iterable, Mapping
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.sets import in_parts

from .finding import Resembling

FIELD = "resembling"


def plain(found: Iterable[Resembling]) -> list[dict[str, Any]]:
    return [
        {"line": one.line, "name": one.name, "born": one.born.isoformat(), "code": one.code,
         "why": one.why, "person": one.person}
        for one in found
    ]  # fmt: skip


def without_names(ecosystem: Ecosystem, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same of an import that was written: both by their keys, so that two records can be made one."""
    every, new = said.get(FIELD, ()), dict[str, int]()
    rows = Person.objects.filter(kept_by=ecosystem, erased_at=None)
    for some in in_parts(one["code"] for one in every):
        new.update(rows.filter(code__in=some).values_list("code", "pk"))
    return [
        {"line": one["line"], "why": one["why"], "person": one["person"], "new": new[one["code"]]}
        for one in every
        if one["code"] in new
    ]
