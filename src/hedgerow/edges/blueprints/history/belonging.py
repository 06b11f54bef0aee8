"""Where everybody belongs: roles, groups, wards and declared groups."""

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.commons.membership.actions import assign_many, place_many, save_groups
from hedgerow.commons.people.actions import announce_groups, declare_groups, register_guardians
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .cast import CHUNK
from .naming import site_of
from .workplaces import workplace

DECLARED = 0.92
SITES_A_STEP = 40


def steps(plot: Plot) -> Iterator[Step]:
    learners = range(0, plot.sizes.learners, CHUNK)
    for role, count in plot.sizes.people.items():
        for start in range(0, count, CHUNK):
            numbers = range(start, min(start + CHUNK, count))
            yield Step("roles", partial(_roles, role=role, numbers=numbers))
    for start in learners:
        yield Step("pupils", partial(_pupils, numbers=_chunk(plot, start)))
    for start in range(0, len(plot.sizes.sites), SITES_A_STEP):
        sites = range(start, min(start + SITES_A_STEP, len(plot.sizes.sites)))
        yield Step("groups", partial(_groups, sites=sites))
    for start in learners:
        yield Step("places in groups", partial(_places, numbers=_chunk(plot, start)))
    for start in range(0, plot.sizes.people["guardian"], CHUNK):
        yield Step("guardians", partial(_guardians, start=start))
    yield Step("announced groups", _announce)
    for start in learners:
        yield Step("declared groups", partial(_declare, numbers=_chunk(plot, start)))


def _chunk(plot: Plot, start: int) -> range:
    return range(start, min(start + CHUNK, plot.sizes.learners))


def _roles(plot: Plot, role: str, numbers: range) -> None:
    places = codes.organisations(plot.ecosystem)
    known = codes.people(plot.ecosystem, (codes.adult(role, number) for number in numbers))

    def place(number: int) -> int | None:
        code = workplace(plot, role, number)
        return None if code is None else places[code]

    rows = [
        {
            "person_id": known[codes.adult(role, number)], "role": role,
            "organisation_id": place(number), "starts": plot.began_on,
        }
        for number in numbers
    ]  # fmt: skip
    assign_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _pupils(plot: Plot, numbers: range) -> None:
    places = codes.organisations(plot.ecosystem)
    known = codes.people(plot.ecosystem, map(codes.learner, numbers))
    rows = []
    for number in numbers:
        site, group = codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups)
        rows.append(
            {
                "person_id": known[codes.learner(number)], "role": "learner",
                "organisation_id": places[codes.site(site)], "grade": grade(plot, site, group),
                "starts": plot.began_on,
            }
        )  # fmt: skip
    assign_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def grade(plot: Plot, site: int, group: int) -> str:
    grades = plot.sizes.sites[site].grades or plot.history.groups.grades
    return grades[group % len(grades)]


def leader_of(plot: Plot, site: int, group: int) -> str:
    """The code of who leads a group: the site's educators in turn, or a tutor of its own."""
    people = plot.sizes.people
    if plot.history.groups.led_by == "tutor":
        return codes.adult("tutor", (site * plot.sizes.groups + group) % people["tutor"])
    mine = [n for n in range(people["educator"]) if site_of(plot, "educator", n) == site]
    return codes.adult("educator", mine[group % len(mine)] if mine else site % people["educator"])


def _groups(plot: Plot, sites: range) -> None:
    places, told = codes.organisations(plot.ecosystem), plot.history.groups
    rows, leading = [], []
    for site in sites:
        for number in range(plot.sizes.groups):
            name = told.names[number % len(told.names)].format(
                grade=grade(plot, site, number), letter="ABCD"[site % 4], number=number + 1
            )
            rows.append(
                {
                    "code": codes.group(site, number), "kind": told.kind, "name": name,
                    "grade": grade(plot, site, number), "organisation_id": places[codes.site(site)],
                    "starts": plot.began_on,
                }
            )  # fmt: skip
            leading.append((codes.group(site, number), leader_of(plot, site, number)))
    save_groups(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
    groups = codes.groups(plot.ecosystem, (code for code, _ in leading))
    leaders = codes.people(plot.ecosystem, (leader for _, leader in leading))
    spells = [
        {
            "group_id": groups[code], "person_id": leaders[leader], "leads": True,
            "starts": plot.began_on,
        }
        for code, leader in leading
    ]  # fmt: skip
    place_many(plot.ecosystem, spells, by=SIMULATION, at=plot.began)


def _places(plot: Plot, numbers: range) -> None:
    wanted = {
        number: codes.group(*codes.group_of(number, len(plot.sizes.sites), plot.sizes.groups))
        for number in numbers
    }
    groups = codes.groups(plot.ecosystem, set(wanted.values()))
    known = codes.people(plot.ecosystem, map(codes.learner, numbers))
    rows = [
        {
            "group_id": groups[code], "person_id": known[codes.learner(number)],
            "starts": plot.began_on,
        }
        for number, code in wanted.items()
    ]  # fmt: skip
    place_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _guardians(plot: Plot, start: int) -> None:
    numbers = range(start, min(start + CHUNK, plot.sizes.people["guardian"], plot.sizes.learners))
    guardians = codes.people(plot.ecosystem, (codes.adult("guardian", n) for n in numbers))
    learners = codes.people(plot.ecosystem, map(codes.learner, numbers))
    rows = [
        {
            "guardian_id": guardian, "learner_id": learner, "relation": _("parent"),
            "starts": plot.began_on,
        }
        for guardian, learner in zip(guardians.values(), learners.values(), strict=True)
    ]  # fmt: skip
    register_guardians(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _announce(plot: Plot) -> None:
    announce_groups(plot.ecosystem, announced(plot, plot.ecosystem), by=SIMULATION, at=plot.began)


def announced(plot: Plot, place: Ecosystem) -> list[dict[str, Any]]:
    """The groups that learners may say there that they are of, as rows to announce."""
    told = [one for one in plot.blueprint.territory.population if one.dimension]
    return [
        {
            "dimension": one.dimension, "key": one.group, "position": number,
            **in_languages({"title": one.title}, place.languages),
        }
        for number, one in enumerate(told)
    ]  # fmt: skip


def _declare(plot: Plot, numbers: range) -> None:
    told = [one for one in plot.blueprint.territory.population if one.dimension]
    groups = {
        (row.dimension, row.key): row.pk
        for row in PopulationGroup.objects.filter(ecosystem=plot.ecosystem)
    }
    chance, rows = Random(f"{plot.history.seed}:groups:{numbers.start}"), []
    for learner in codes.people(plot.ecosystem, map(codes.learner, numbers)).values():
        for dimension in sorted({one.dimension for one in told}):
            some = [one for one in told if one.dimension == dimension]
            one = chance.choices(some, [max(row.value, 1) for row in some])[0]
            if chance.random() < DECLARED:
                rows.append({"person_id": learner, "group_id": groups[dimension, one.group]})
    declare_groups(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
