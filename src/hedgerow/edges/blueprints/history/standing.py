"""Who has a seat, in the bodies of the whole and of its sites."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle

from hedgerow.commons.bodies.actions import found_body, seat_people
from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.bodies.planting import shares
from hedgerow.commons.ecosystems.told_planting import in_languages, told_in
from hedgerow.commons.membership.actions import assign_many
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import SITES_A_STEP
from .naming import site_name, site_of


def steps(plot: Plot) -> Iterator[Step]:
    yield Step("seats", _seats)
    if plot.history.site_body:
        for start in range(0, len(plot.sizes.sites), SITES_A_STEP):
            sites = range(start, min(start + SITES_A_STEP, len(plot.sizes.sites)))
            yield Step("bodies of sites", partial(_site_bodies, sites=sites))


def _seats(plot: Plot) -> None:
    """Seats are held by whom their constituency names; others by leaders of sites and partners
    in turn; with neither, by educators."""
    leaders = _adults(plot, "leader", 200) or _adults(plot, "educator", 200)
    partners = _adults(plot, "partner", 200) or leaders
    holders = [person for pair in zip(leaders, cycle(partners), strict=False) for person in pair]
    holders = list(dict.fromkeys([*holders, *_adults(plot, "guardian", 40), *partners]))
    seats = Seat.objects.filter(body__ecosystem=plot.ecosystem).order_by("body__key", "number")
    named = {
        (body.key, told_in(one.title, *plot.ecosystem.languages)): one.held_by
        for body in plot.blueprint.bodies
        for one in body.constituencies
    }
    asked: dict[int, str] = {
        seat: named.get((body, constituency)) or ""
        for seat, body, constituency in seats.values_list("pk", "body__key", "constituency__name")
    }
    by_role = {role: _adults(plot, role, 200) for role in sorted({*asked.values()} - {""})}
    _seat(plot, in_turn(asked, by_role, holders))


def in_turn(
    asked: Mapping[int, str], by_role: Mapping[str, Sequence[int]], others: Sequence[int]
) -> list[tuple[int, int]]:
    """Seats with their holders: the next of the role a seat asks for, else of the others.

    Nobody holds two; with nobody left, a seat stays empty.
    """
    found: dict[int, int] = {}
    for seat, role in asked.items():
        free = (one for one in (*by_role.get(role, ()), *others) if one not in found)
        person = next(free, None)
        if person is not None:
            found[person] = seat
    return [(seat, person) for person, seat in found.items()]


def _adults(plot: Plot, role: str, most: int) -> list[int]:
    """Ids of the first persons of that role; learners, where they are adults too."""
    if role == "learner":
        wanted = [codes.learner(n) for n in range(min(plot.sizes.learners, most))]
    else:
        wanted = [codes.adult(role, n) for n in range(min(plot.sizes.people[role], most))]
    return list(codes.people(plot.ecosystem, wanted).values())


def _seat(plot: Plot, held: Iterable[tuple[int, int]]) -> None:
    """Seat people, and give each of them the role that goes with it."""
    starts = plot.began_on
    rows = [{"seat_id": seat, "person_id": person, "starts": starts} for seat, person in held]
    seat_people(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
    roles = [
        {"person_id": row["person_id"], "role": "seat_holder", "starts": starts} for row in rows
    ]
    assign_many(plot.ecosystem, roles, by=SIMULATION, at=plot.began)


def _site_bodies(plot: Plot, sites: range) -> None:
    """A team in each site, the site's own; its seats are held by educators of the site."""
    told = plot.history.site_body
    if told is None:
        return
    languages = plot.ecosystem.languages
    shared = shares(told.constituencies, languages)
    title = in_languages({"name": told.title}, languages)
    teaching = plot.sizes.people["educator"]
    above = Body.objects.filter(ecosystem=plot.ecosystem, key=told.under or "").first()
    wanted = [codes.site(site) for site in sites]
    rows = Organisation.objects.filter(kept_by=plot.ecosystem, code__in=wanted)
    schools = {row.code: row for row in rows}
    for site in sites:
        named = site_name(plot, site)
        others = {
            code: {name: text.format(site=named) for name, text in texts.items()}
            for code, texts in title["told"].items()
        }
        body = found_body(
            plot.ecosystem, f"{told.key}-{site + 1}", title["name"].format(site=named),
            organisation=schools[codes.site(site)], parent=above, constituencies=shared,
            told=others, by=SIMULATION, at=plot.began,
        )  # fmt: skip
        mine = [n for n in range(teaching) if site_of(plot, "educator", n) == site]
        holders = codes.people(plot.ecosystem, (codes.adult("educator", n) for n in mine))
        seats = Seat.objects.filter(body=body).order_by("number").values_list("pk", flat=True)
        _seat(plot, zip(seats, holders.values(), strict=False))
