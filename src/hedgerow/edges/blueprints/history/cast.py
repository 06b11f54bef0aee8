"""Who there is: districts, sites, partners; learners, educators and everybody else."""

from collections.abc import Iterable, Iterator
from functools import partial
from random import Random

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import join_organisations
from hedgerow.commons.people.actions import save_organisations, save_people
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.edges.blueprints.pools import Pool

from . import codes
from .days import morning
from .naming import Somebody, person, places, site_name
from .tiers import by_tier

CHUNK = 800
LATE_PARTNERS = 12
"""One partner in so many joined only lately."""


def steps(plot: Plot) -> Iterator[Step]:
    yield Step("districts", _above)
    yield Step("sites and partners", _organisations)
    yield Step("other organisations", _others)
    yield Step("members", _members)
    for role, count in plot.sizes.people.items():
        yield from _in_chunks(f"people: {role}", count, partial(_people, role=role))
    yield from _in_chunks("learners", plot.sizes.learners, partial(_people, role="learner"))


def _in_chunks(title: str, count: int, act: "partial[None]") -> Iterator[Step]:
    for start in range(0, count, CHUNK):
        yield Step(title, partial(act, start=start, count=min(CHUNK, count - start)))


def _above(plot: Plot) -> None:
    edit_ecosystem(plot.ecosystem, by=SIMULATION, at=plot.began, collects_groups=True)
    told, pool_of = plot.history.above, places(plot)
    rows = [
        {
            "kind": told.kind, "code": codes.above(number), "sector": "school",
            "name": told.names[number % len(told.names)].format(
                place=pool_of.place(_from_the_end(pool_of, number)), number=number + 1
            ),
        }
        for number in range(plot.sizes.above)
    ]  # fmt: skip
    save_organisations(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _others(plot: Plot) -> None:
    """After the districts, places are taken from the end."""
    pool_of, before = places(plot), plot.sizes.above
    rows = [
        {
            "kind": one.kind, "code": codes.other(number), "sector": one.sector.value,
            "name": one.names[number % len(one.names)].format(
                place=pool_of.place(_from_the_end(pool_of, before + number)), number=number + 1
            ),
        }
        for number, one in enumerate(plot.sizes.others)
    ]  # fmt: skip
    save_organisations(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _from_the_end(pool_of: Pool, number: int) -> int:
    return len(pool_of.places) - 1 - number % len(pool_of.places)


def _organisations(plot: Plot) -> None:
    known, sizes = codes.organisations(plot.ecosystem), plot.sizes
    above = [known[codes.above(number)] for number in range(sizes.above)]
    rows: list[dict[str, object]] = [
        {
            "kind": one.kind, "code": codes.site(number), "sector": one.sector.value,
            "name": site_name(plot, number),
            "parent_id": above[number % len(above)] if above else None,
        }
        for number, one in enumerate(sizes.sites)
    ]  # fmt: skip
    for sector, count in sizes.partners.items():
        rows += [
            {
                "kind": "partner", "sector": sector.value,
                "name": places(plot).partner(sector, number),
                "code": codes.partner(len(rows) - len(sizes.sites) + number),
            }
            for number in range(count)
        ]  # fmt: skip
    save_organisations(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _members(plot: Plot) -> None:
    made = Organisation.objects.filter(kept_by=plot.ecosystem, code__startswith="sim-")
    join(plot, plot.ecosystem, made)


def join(plot: Plot, place: Ecosystem, made: Iterable[Organisation]) -> None:
    """Let organisations of the history be members there, each in its tier; some partners lately."""
    rows = list(made)
    partners = [row for row in rows if row.kind == "partner"]
    late = [row for row in partners if codes.number_of(row.code) % LATE_PARTNERS == 0]
    first, lately = plot.began_on, plot.today.replace(day=1)
    for some, starts, partner in (
        ([row for row in rows if row not in partners], first, False),
        ([row for row in partners if row not in late], first, True),
        (late, lately, True),
    ):
        for tier, here in by_tier(plot, some):
            join_organisations(
                place, here, starts,
                by=SIMULATION, at=morning(plot, starts), partner=partner, tier=tier,
            )  # fmt: skip


def _people(plot: Plot, role: str, start: int, count: int) -> None:
    rows = [
        {
            "code": codes.learner(number) if role == "learner" else codes.adult(role, number),
            **one.row,
        }
        for number, one in enumerate(_drawn(plot, role, start, count), start)
    ]  # fmt: skip
    save_people(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _drawn(plot: Plot, role: str, start: int, count: int) -> list[Somebody]:
    """So many from that number on; the guardian of a number is of the family of that learner."""
    chance = Random(f"{plot.history.seed}:people:{role}:{start}")
    told = plot.history.pools
    drawn = chance.choices(list(told), list(told.values()), k=count)
    children = _children(plot, start)[:count] if role == "guardian" else []
    others = enumerate(drawn[len(children) :], start + len(children))
    return [
        *(one.parent(chance) for one in children),
        *(person(plot, role, number, key, chance) for number, key in others),
    ]


def _children(plot: Plot, start: int) -> list[Somebody]:
    return _drawn(plot, "learner", start, max(0, min(CHUNK, plot.sizes.learners - start)))
