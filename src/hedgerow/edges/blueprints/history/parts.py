"""The ecosystems under this one: their members, their people, and whom each could reach.

Everybody there is of the whole too, and keeps the role that they have in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from hedgerow.commons.ecosystems.actions import found_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import assign_many
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.equipping import equip
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import grade, leader_of
from .cast import CHUNK, join
from .holding import held_in, holders
from .naming import at_home, part_of, places, site_of
from .offer import delivering
from .stretches import offered
from .workplaces import workplace

ROLES = ("convener", "leader", "educator", "tutor", "learner")


def steps(plot: Plot) -> Iterator[Step]:
    named = len(plot.blueprint.parts) if plot.has_facts else 0
    for number in range(named, plot.sizes.parts):
        yield Step("parts", partial(_part, number=number, named=named))
    for number in range(plot.sizes.parts):
        yield Step("members of parts", partial(_members, number=number))
    if plot.sizes.parts:
        for start in range(0, sum(_counts(plot).values()), CHUNK):
            yield Step("people of parts", partial(_people, start=start))


def _part(plot: Plot, number: int, named: int) -> None:
    """An ecosystem under this one, hidden until all is complete."""
    told = plot.history.parts
    if told is None:
        return
    name = told.names[(number - named) % len(told.names)].format(
        place=places(plot).place(number), number=number + 1
    )
    root = plot.ecosystem
    part = found_ecosystem(
        f"{root.slug}-{told.kind}-{number + 1}", name, by=SIMULATION, at=plot.began, parent=root,
        kind=told.kind, languages=root.languages, vocabulary=root.vocabulary, time_zone=root.time_zone, country=root.country,
        public=root.public, simulated=True, state=Ecosystem.State.PLANTING,
    )  # fmt: skip
    equip(part, plot.blueprint, by=SIMULATION, at=plot.began)


def _members(plot: Plot, number: int) -> None:
    """Its sites in turn, none where it opens later, and the partners who deliver there."""
    part, every = holders(plot)[number], range(len(plot.sizes.sites))
    sites = [site for site in every if part_of(plot, site) == number]
    if not sites:
        return
    wanted = {
        code
        for site in sites
        for place in range(len(offered(plot)))
        if held_in(plot, site, place) == number
        for code in (codes.site(site), *delivering(plot, site, place))
    }
    join(plot, part, Organisation.objects.filter(kept_by=plot.ecosystem, code__in=wanted))
    _lent(plot, number, sites)


def _lent(plot: Plot, number: int, sites: Sequence[int]) -> None:
    """Who leads there and is at home elsewhere, where a site has nobody of its own."""
    role = plot.history.groups.led_by
    own = {
        codes.adult(role, one)
        for one in range(plot.sizes.people[role])
        if at_home(plot, role, one) == number
    }
    leading = {
        leader_of(plot, site, group): site
        for site in sites
        for place, (_stretch, group) in enumerate(offered(plot))
        if held_in(plot, site, place) == number
    }
    lent = {code: site for code, site in leading.items() if code not in own}
    if lent:
        schools = codes.organisations(plot.ecosystem)
        rows = [
            {
                "person_id": person, "role": role, "starts": plot.began_on,
                "organisation_id": schools[codes.site(lent[code])],
            }
            for code, person in codes.people(plot.ecosystem, lent).items()
        ]  # fmt: skip
        assign_many(holders(plot)[number], rows, by=SIMULATION, at=plot.began)


def _counts(plot: Plot) -> Mapping[str, int]:
    people = {**plot.sizes.people, "learner": plot.sizes.learners}
    return {role: people[role] for role in ROLES}


def _people(plot: Plot, start: int) -> None:
    """Roles of so many persons, of each in the part where they are at home."""
    everybody = ((role, number) for role, count in _counts(plot).items() for number in range(count))
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for role, number in islice(everybody, start, start + CHUNK):
        part = at_home(plot, role, number)
        if part is not None:
            found[part].append((role, number))
    schools = codes.organisations(plot.ecosystem)
    known = codes.people(plot.ecosystem, (_code(*one) for some in found.values() for one in some))
    held = holders(plot)
    for part, some in sorted(found.items()):
        rows = [{**_role(plot, *one, schools), "person_id": known[_code(*one)]} for one in some]
        assign_many(held[part], rows, by=SIMULATION, at=plot.began)


def _code(role: str, number: int) -> str:
    return codes.learner(number) if role == "learner" else codes.adult(role, number)


def _role(plot: Plot, role: str, number: int, schools: Mapping[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {"role": role, "starts": plot.began_on}
    site = site_of(plot, role, number)
    if role == "learner":
        site, group = codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups)
        told["grade"] = grade(plot, site, group)
    elif site is None or workplace(plot, role, number) != codes.site(site):
        return told  # where else they work need be no member of the part
    return {**told, "organisation_id": schools[codes.site(site)]}
