"""In which tier an organisation of the simulated history is a member, by what the blueprint says."""

from collections.abc import Iterable, Iterator

from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.tiers import in_turn

from . import codes

PLAIN = "member"


def by_tier(plot: Plot, rows: Iterable[Organisation]) -> Iterator[tuple[str, list[Organisation]]]:
    """The organisations by the tier they join, in the order of the tiers' keys."""
    found: dict[str, list[Organisation]] = {}
    for row in sorted(rows, key=lambda one: one.code):
        found.setdefault(_tier(plot, row), []).append(row)
    yield from sorted(found.items())


def _tier(plot: Plot, row: Organisation) -> str:
    """Of the tiers that admit its kind, the one whose turn it is."""
    turns = in_turn(plot.blueprint.tiers, plot.history.tiers, row.kind, row.sector)
    return turns[codes.number_of(row.code) % len(turns)] if turns else PLAIN
