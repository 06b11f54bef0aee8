"""In which tier an organisation of the simulated history is a member, by what the blueprint says."""

from collections.abc import Iterable, Iterator, Sequence

from hedgerow.commons.membership.planting import Tier
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import Plot

from . import codes

PLAIN = "member"


def by_tier(plot: Plot, rows: Iterable[Organisation]) -> Iterator[tuple[str, list[Organisation]]]:
    """The organisations by the tier they join, in the order of the tiers."""
    of_sites, of_partners, of_others = site_tiers(plot), partner_tiers(plot), other_tiers(plot)
    sites = {codes.site(number): number for number in range(len(plot.sizes.sites))}
    found: dict[str, list[Organisation]] = {}
    for place, row in enumerate(sorted(rows, key=lambda one: one.code)):
        if row.kind == "partner":
            tier = of_partners[place % len(of_partners)]
        elif row.code in sites:
            tier = of_sites[sites[row.code] % len(of_sites)]
        else:
            tier = of_others[place % len(of_others)]
        found.setdefault(tier, []).append(row)
    yield from sorted(found.items())


def site_tiers(plot: Plot) -> Sequence[str]:
    """Tiers of sites, to be taken in turn: as weighed, else those that learners belong to."""
    weighed = [key for key, weight in plot.history.tiers.items() for _ in range(weight)]
    return weighed or _with(plot, "learner") or _first(plot)


def partner_tiers(plot: Plot) -> Sequence[str]:
    """Those that partners, and no learners, belong to."""
    learning = set(_with(plot, "learner"))
    return [key for key in _with(plot, "partner") if key not in learning] or _first(plot)


def other_tiers(plot: Plot) -> Sequence[str]:
    """Districts and the like: tiers of neither learners nor partners alone, else those of sites."""
    inner = [one for one in plot.blueprint.tiers if not {"learner"} & {*one.roles}]
    return [one.key for one in inner if {*one.roles} != {"partner"}] or site_tiers(plot)


def _with(plot: Plot, role: str) -> list[str]:
    return [one.key for one in plot.blueprint.tiers if role in one.roles]


def _first(plot: Plot) -> list[str]:
    tiers: Sequence[Tier] = plot.blueprint.tiers
    return [tiers[0].key] if tiers else [PLAIN]
