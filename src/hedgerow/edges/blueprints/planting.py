"""The steps that turn a blueprint into an ecosystem, each one transaction."""

from datetime import datetime

from hedgerow.commons.activities.planting import plant_kinds
from hedgerow.commons.bodies.planting import plant_bodies
from hedgerow.commons.ecosystems.actions import open_ecosystem
from hedgerow.commons.ecosystems.holiday_planting import plant_holidays
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.planting import plant_figures, plant_parts, plant_populations
from hedgerow.commons.ecosystems.term_planting import plant_terms
from hedgerow.commons.frameworks.planting import plant_frameworks
from hedgerow.commons.membership.planting import plant_tiers
from hedgerow.commons.observations.planting import plant_indicators
from hedgerow.features.engagement.choice.planting import plant_rounds
from hedgerow.features.engagement.opportunities.planting import plant_opportunity_kinds
from hedgerow.features.engagement.placements.planting import plant_placement_kinds
from hedgerow.foundation.permissions import Actor

from . import history, settling
from .actions import blueprint_named
from .carrying import carry
from .coming import coming, kept
from .equipping import equip, give_days
from .plot import SIMULATION, Plot, Step
from .taking_over import as_own

PLANTER = Actor.the_steward(via="job")


def plot_of(
    ecosystem: Ecosystem,
    key: str,
    at: datetime,
    *,
    has_history: bool,
    scale: float,
    has_facts: bool,
    is_own: bool,
) -> Plot | None:
    """What the job works on; None for the empty blueprint."""
    blueprint = blueprint_named(key)
    if blueprint is None:
        return None
    blueprint = as_own(blueprint) if is_own else blueprint
    return Plot(ecosystem, blueprint, PLANTER, at, has_history, scale, has_facts)


def steps(plot: Plot) -> list[Step]:
    """What there is to plant, in order; the same whenever it is asked."""
    return [
        *(FACTS if plot.has_facts else ()),
        *STRUCTURE,
        *(history.steps(plot) if plot.has_history else ()),
    ]


def open_it(ecosystem: Ecosystem, at: datetime) -> None:
    """Show the ecosystem and those under it: they are complete."""
    for part in ecosystem.parts.filter(state=Ecosystem.State.PLANTING).order_by("pk"):
        open_ecosystem(part, by=PLANTER, at=at)
    open_ecosystem(ecosystem, by=PLANTER, at=at)


def _figures(plot: Plot) -> None:
    plant_figures(plot.ecosystem, plot.blueprint.figures, by=plot.by, at=plot.at)


def _populations(plot: Plot) -> None:
    """In a simulated history the figures were there before anybody was counted."""
    by, at = (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)
    plant_populations(plot.ecosystem, plot.blueprint.territory.population, by=by, at=at)


def _holidays(plot: Plot) -> None:
    """They are those of the original's own country."""
    plant_holidays(plot.ecosystem, plot.blueprint.holidays, by=plot.by, at=plot.at)


def _terms(plot: Plot) -> None:
    plant_terms(plot.ecosystem, plot.blueprint.terms, by=plot.by, at=plot.at)


def _frameworks(plot: Plot) -> None:
    found = plot.blueprint
    plant_frameworks(plot.ecosystem, found.frameworks, found.scales, by=plot.by, at=plot.at)


def _bodies(plot: Plot) -> None:
    """In a simulated history they were there before anybody took a seat."""
    by, at = (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)
    plant_bodies(plot.ecosystem, plot.blueprint.bodies, by=by, at=at)


def _kinds(plot: Plot) -> None:
    plant_kinds(plot.ecosystem, plot.blueprint.activity_kinds, by=plot.by, at=plot.at)


def _opportunity_kinds(plot: Plot) -> None:
    rows = plot.blueprint.opportunity_kinds
    plant_opportunity_kinds(plot.ecosystem, rows, by=plot.by, at=plot.at)


def _placement_kinds(plot: Plot) -> None:
    rows = plot.blueprint.placement_kinds
    plant_placement_kinds(plot.ecosystem, rows, by=plot.by, at=plot.at)


def _indicators(plot: Plot) -> None:
    """Baselines and targets are the original's own; in a simulated history nothing was observed before."""
    by, at = (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)
    rows = plot.blueprint.indicators
    if not plot.has_facts:
        rows = tuple(one.model_copy(update={"baseline": None, "target": None}) for one in rows)
    plant_indicators(plot.ecosystem, rows, by=by, at=at)


def _tiers(plot: Plot) -> None:
    """In a simulated history they were there before any organisation joined."""
    by, at = (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)
    plant_tiers(plot.ecosystem, plot.blueprint.tiers, by=by, at=at)


def _rounds(plot: Plot) -> None:
    """As drafts; in a simulated history they are opened and run, once there is somebody to choose."""
    if not plot.has_history:
        plant_rounds(plot.ecosystem, plot.blueprint.rounds, by=plot.by, at=plot.at)


def _carried(plot: Plot) -> None:
    share = coming(plot.blueprint, has_facts=plot.has_facts, has_history=plot.has_history)
    carry(plot.ecosystem, plot.blueprint, kept(share.behind), by=plot.by, at=plot.at)


def _parts(plot: Plot) -> None:
    """In a simulated history they had kinds and tiers before anything happened there."""
    first, parts = plot.blueprint.identity.languages[0], plot.blueprint.parts
    plant_parts(plot.ecosystem, parts, first, by=plot.by, at=plot.at)
    by, at = (SIMULATION, plot.began) if plot.has_history else (plot.by, plot.at)
    for part in plot.ecosystem.parts.order_by("pk"):
        equip(part, plot.blueprint, by=by, at=at)
        give_days(part, plot.ecosystem, plot.blueprint, by=plot.by, at=plot.at)


FACTS = (
    Step("parts", _parts),
    Step("figures", _figures),
    Step("populations", _populations),
    Step("holidays", _holidays),
)
STRUCTURE = (
    Step("safeguards", settling.safeguards),
    Step("consents", settling.consents),
    Step("what families are told", settling.families),
    Step("terms of pairs", settling.pairs),
    Step("terms", _terms),
    Step("frameworks", _frameworks),
    Step("bodies", _bodies),
    Step("kinds of activity", _kinds),
    Step("kinds of opportunity", _opportunity_kinds),
    Step("kinds of placement", _placement_kinds),
    Step("indicators", _indicators),
    Step("tiers", _tiers),
    Step("what is carried", _carried),
    Step("rounds of choice", _rounds),
)
