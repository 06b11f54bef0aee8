"""Where everybody belongs: roles, classes, wards, seats and declared groups."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from random import Random

from hedgerow.commons.bodies.actions import seat_people
from hedgerow.commons.bodies.models import Seat
from hedgerow.commons.membership.actions import assign_many, place_many, save_groups
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.actions import announce_groups, declare_groups, register_guardians
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .cast import CHUNK, EDUCATORS, GUARDIANS_SHARE, TUTORS

DECLARED = 0.92


def steps(plot: Plot) -> Iterator[Step]:
    yield Step("roles", _roles)
    for start in range(0, plot.learners, CHUNK):
        yield Step("pupils", partial(_pupils, start=start))
    yield Step("classes", _classes)
    for start in range(0, plot.learners, CHUNK):
        yield Step("places in classes", partial(_places, start=start))
    yield Step("guardians", _guardians)
    yield Step("seats", _seats)
    yield Step("declared groups", _groups)


def _roles(plot: Plot) -> None:
    sites, history = codes.organisations(plot.ecosystem), plot.history
    held: list[tuple[str, int, str | None]] = []
    held += [("convener", number, None) for number in range(2)]
    held += [("evaluator", 0, None)]
    held += [("tutor", number, None) for number in range(TUTORS)]
    held += [("leader", number, codes.school(number)) for number in range(history.schools)]
    held += [
        ("educator", number, codes.school(number // EDUCATORS))
        for number in range(history.schools * EDUCATORS)
    ]
    partners = sum(history.partners.values())
    held += [("partner", number, codes.partner(number)) for number in range(partners)]
    held += [("guardian", number, None) for number in range(plot.learners // GUARDIANS_SHARE)]
    known = codes.people(plot.ecosystem, "")
    rows = [
        {
            "person_id": known[codes.adult(role, number)],
            "role": role,
            "organisation_id": sites[site] if site else None,
            "starts": plot.began.date(),
        }
        for role, number, site in held
    ]
    assign_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _pupils(plot: Plot, start: int) -> None:
    sites, known = codes.organisations(plot.ecosystem), codes.people(plot.ecosystem, "l0")
    rows = []
    for number in range(start, min(start + CHUNK, plot.learners)):
        site, group = codes.class_of(number, plot.history.schools)
        rows.append(
            {
                "person_id": known[codes.learner(number)],
                "role": "learner",
                "organisation_id": sites[codes.school(site)],
                "grade": codes.GRADES[group],
                "starts": plot.began.date(),
            }
        )
    assign_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _classes(plot: Plot) -> None:
    sites = codes.organisations(plot.ecosystem)
    rows = [
        {
            "code": codes.group(site, number), "kind": "class", "grade": codes.GRADES[number],
            "name": f"{codes.GRADES[number]}{'ABCD'[site % 4]}",
            "organisation_id": sites[codes.school(site)], "starts": plot.began.date(),
        }
        for site in range(plot.history.schools)
        for number in range(codes.CLASSES)
    ]  # fmt: skip
    save_groups(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
    classes, educators = group_ids(plot), codes.people(plot.ecosystem, "educator-")
    leading = [
        {
            "group_id": classes[codes.group(site, number)], "leads": True,
            "person_id": educators[codes.adult("educator", site * EDUCATORS + number % EDUCATORS)],
            "starts": plot.began.date(),
        }
        for site in range(plot.history.schools)
        for number in range(codes.CLASSES)
    ]  # fmt: skip
    place_many(plot.ecosystem, leading, by=SIMULATION, at=plot.began)


def group_ids(plot: Plot) -> dict[str, int]:
    """Ids of the simulated classes by code."""
    rows = Group.objects.filter(ecosystem=plot.ecosystem, code__startswith="sim-")
    return dict(rows.values_list("code", "pk"))


def _places(plot: Plot, start: int) -> None:
    classes, known = group_ids(plot), codes.people(plot.ecosystem, "l0")
    rows = [
        {
            "group_id": classes[codes.group(*codes.class_of(number, plot.history.schools))],
            "person_id": known[codes.learner(number)],
            "starts": plot.began.date(),
        }
        for number in range(start, min(start + CHUNK, plot.learners))
    ]
    place_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _guardians(plot: Plot) -> None:
    guardians = codes.people(plot.ecosystem, "guardian-")
    learners = codes.people(plot.ecosystem, "l0")
    rows = [
        {
            "guardian_id": guardian, "learner_id": learner, "relation": "parent",
            "starts": plot.began.date(),
        }
        for guardian, learner in zip(guardians.values(), learners.values(), strict=False)
    ]  # fmt: skip
    register_guardians(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _seats(plot: Plot) -> None:
    """Seats are held by school leaders and partners in turn, and each holder has the role."""
    leaders = codes.people(plot.ecosystem, "leader-").values()
    partners = codes.people(plot.ecosystem, "partner-").values()
    holders = [person for pair in zip(leaders, cycle(partners), strict=False) for person in pair]
    seats = Seat.objects.filter(body__ecosystem=plot.ecosystem).order_by("body__key", "number")
    starts = plot.began.date()
    rows = [
        {"seat_id": seat.pk, "person_id": person, "starts": starts}
        for seat, person in zip(seats, holders, strict=False)
    ]
    seat_people(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
    roles = [
        {"person_id": row["person_id"], "role": "seat_holder", "starts": starts} for row in rows
    ]
    assign_many(plot.ecosystem, roles, by=SIMULATION, at=plot.began)


def _groups(plot: Plot) -> None:
    told = [one for one in plot.blueprint.territory.population if one.dimension]
    announced = [
        {"dimension": one.dimension, "key": one.group, "title": one.title, "position": place}
        for place, one in enumerate(told)
    ]
    announce_groups(plot.ecosystem, announced, by=SIMULATION, at=plot.began)
    groups = {
        (row.dimension, row.key): row.pk
        for row in PopulationGroup.objects.filter(ecosystem=plot.ecosystem)
    }
    chance, rows = Random(f"{plot.history.seed}:groups"), []
    for learner in codes.people(plot.ecosystem, "l0").values():
        for dimension in sorted({one.dimension for one in told}):
            some = [one for one in told if one.dimension == dimension]
            one = chance.choices(some, [max(row.value, 1) for row in some])[0]
            if chance.random() < DECLARED:
                rows.append({"person_id": learner, "group_id": groups[dimension, one.group]})
    declare_groups(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
