"""What a CASE file is found to hold, and its faults told by their path. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.described import Described
from hedgerow.foundation.targets import Problem

from .values import UUID_TEXT, Raw


@dataclass(slots=True)
class Package:
    """What a file holds; ``described`` is None while there are problems with its document.

    ``scales`` are those that its rubrics of ours tell.
    """

    described: Described | None = None
    problems: list[Problem] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)
    scales: list[Raw] = field(default_factory=list)

    def refuse(self, path: str, value: Any, expected: str, code: str) -> None:
        self.problems.append(Problem(0, path, str(value or "")[:200], expected, code))

    def fit(self, path: str, value: str, model: type[Model], name: str) -> None:
        """Tell of a text that is longer than its field of ``model``, which would refuse it."""
        most = getattr(model._meta.get_field(name), "max_length", None)
        if most is not None and len(value) > most:
            expected = _("%(most)s characters at most; these are %(long)s. Shorten it.")
            expected %= {"most": most, "long": len(value)}
            self.refuse(path, value, expected, "case.too_long")


def objects_in(
    within: Mapping[str, Any], name: str, found: Package, path: str = ""
) -> list[Mapping[str, Any]]:
    """The objects of a list; what is none is told by its path."""
    value = within.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        found.refuse(path or name, value, _("a list of objects"), "case.shape")
        return []
    for at, one in enumerate(value):
        if not isinstance(one, Mapping):
            found.refuse(f"{path or name}[{at}]", one, _("an object"), "case.shape")
    return [one for one in value if isinstance(one, Mapping)]


def identifier_of(
    one: Mapping[str, Any], path: str, found: Package, seen: set[UUID] | None = None
) -> UUID | None:
    """The object's identifier; without one, or with another's, None once that is told."""
    value = one.get("identifier")
    if not isinstance(value, str) or not UUID_TEXT.fullmatch(value):
        found.refuse(f"{path}.identifier", value, _("a UUID"), "case.identifier")
        return None
    identifier = UUID(value)
    if seen is not None:
        if identifier in seen:
            expected = _("an identifier that stands once")
            found.refuse(f"{path}.identifier", value, expected, "case.twice")
            return None
        seen.add(identifier)
    return identifier
