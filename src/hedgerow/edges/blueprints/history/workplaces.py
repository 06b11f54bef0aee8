"""In which organisation an adult of a simulated history has the role."""

from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.tiers import PARTNER, may_have

from . import codes
from .naming import site_of


def workplace(plot: Plot, role: str, number: int) -> str | None:
    """The code of the organisation where an adult has the role, None for the whole ecosystem.

    Who leads does so at a site, or where no tier of the site's kind has leaders: in what the sites
    belong to, or in a partner, whose tier has some.
    """
    if role == "partner":
        return codes.partner(number)
    site = site_of(plot, role, number)
    if site is None or role != "leader":
        return None if site is None else codes.site(site)
    told = plot.sizes.sites[site]
    if may_have(plot.blueprint.tiers, role, told.kind, told.sector.value):
        return codes.site(site)
    others = _with_leaders(plot)
    return others[number % len(others)] if others else None


def _with_leaders(plot: Plot) -> list[str]:
    tiers, sizes = plot.blueprint.tiers, plot.sizes
    if sizes.above and may_have(tiers, "leader", plot.history.above.kind, "school"):
        return [codes.above(number) for number in range(sizes.above)]
    sectors = [sector for sector, count in sizes.partners.items() for _ in range(count)]
    return [
        codes.partner(number)
        for number, sector in enumerate(sectors)
        if may_have(tiers, "leader", PARTNER, sector.value)
    ]
