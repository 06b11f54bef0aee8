"""Whom each part could reach, and which groups its learners say they are of."""

from collections.abc import Iterator, Sequence
from functools import partial

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.planting import plant_populations
from hedgerow.commons.people.actions import announce_groups, declare_groups
from hedgerow.commons.people.models import DeclaredGroup, PopulationGroup
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import announced
from .cast import CHUNK
from .holding import holders
from .naming import at_home, part_of, parts_open


def steps(plot: Plot) -> Iterator[Step]:
    if not plot.sizes.parts:
        return
    yield Step("reach of parts", _reach)
    for start in range(0, plot.sizes.learners, CHUNK):
        numbers = range(start, min(start + CHUNK, plot.sizes.learners))
        yield Step("declared groups of parts", partial(_declare, numbers=numbers))


def _reach(plot: Plot) -> None:
    """Of each part that is open, and the groups that may be declared there."""
    held = holders(plot)
    sites = [part_of(plot, site) for site in range(len(plot.sizes.sites))]
    for number in parts_open(plot):
        part = held[number]
        _could_reach(plot, part, sites.count(number))
        edit_ecosystem(part, by=SIMULATION, at=plot.began, collects_groups=True)
        announce_groups(part, announced(plot, part), by=SIMULATION, at=plot.began)


def _could_reach(plot: Plot, part: Ecosystem, sites: int) -> None:
    """As large a share of whom the whole could reach as it has of the sites; of made-up figures."""
    told = plot.blueprint.territory.population if plot.has_facts else ()
    share = sites / len(plot.sizes.sites)
    rows = [
        one.model_copy(update={"value": round(one.value * share)}) for one in told if one.simulated
    ]
    plant_populations(part, rows, by=SIMULATION, at=plot.began)


def _declare(plot: Plot, numbers: Sequence[int]) -> None:
    """What learners declared to the whole they declared to their part."""
    learners = codes.people(plot.ecosystem, map(codes.learner, numbers))
    parts = {learners[codes.learner(n)]: at_home(plot, "learner", n) for n in numbers}
    said = DeclaredGroup.objects.filter(ecosystem=plot.ecosystem, person__in=parts)
    told = list(said.order_by("pk").values_list("person", "group__dimension", "group__key"))
    held = holders(plot)
    groups = {
        (row.ecosystem_id, row.dimension, row.key): row.pk
        for row in PopulationGroup.objects.filter(ecosystem__in=[one.pk for one in held.values()])
    }
    for number in sorted({part for part in parts.values() if part is not None}):
        part = held[number]
        rows = [
            {"person_id": person, "group_id": groups[part.pk, dimension, key]}
            for person, dimension, key in told
            if parts[person] == number
        ]
        declare_groups(part, rows, by=SIMULATION, at=plot.began)
