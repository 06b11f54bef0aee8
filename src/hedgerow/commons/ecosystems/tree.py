"""The ecosystems beneath one: its parts, their parts, and so on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .models import Ecosystem


@dataclass(frozen=True, slots=True)
class Below:
    """The tree beneath an ecosystem, by ids: the parts of each, and all of them in order."""

    parts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, ecosystem: int) -> tuple[int, ...]:
        return self.parts.get(ecosystem, ())

    @property
    def all(self) -> tuple[int, ...]:
        return tuple(sorted(one for some in self.parts.values() for one in some))


def beneath(ecosystem: int) -> Below:
    """All that are complete; a closed part still belongs to what was. One query a generation."""
    found: dict[int, tuple[int, ...]] = {}
    level = [ecosystem]
    while level:
        rows = Ecosystem.objects.filter(parent__in=level).exclude(state=Ecosystem.State.PLANTING)
        below: dict[int, list[int]] = {}
        for pk, parent in rows.order_by("pk").values_list("pk", "parent_id"):
            below.setdefault(parent or 0, []).append(pk)
        found |= {parent: tuple(some) for parent, some in below.items()}
        level = [one for some in below.values() for one in some]
    return Below(found)


def closed_beneath(roots: Iterable[int]) -> dict[int, dict[int, date | None]]:
    """All ecosystems beneath each of ``roots``, with the day since when one is closed.

    No query when there are no roots.
    """
    wanted = set(roots)
    if not wanted:
        return {}
    children: dict[int, dict[int, date | None]] = defaultdict(dict)
    for pk, parent, closed_on in Ecosystem.objects.values_list("pk", "parent", "closed_on"):
        if parent is not None:
            children[parent][pk] = closed_on
    reached: dict[int, dict[int, date | None]] = {}
    for root in wanted:
        open_: list[int] = [root]
        found: dict[int, date | None] = {}
        while open_:
            parts = children.get(open_.pop(), {})
            found |= parts
            open_ += parts
        reached[root] = found
    return reached
