"""Who there is: districts, schools, partners; learners, educators and everybody else."""

from collections.abc import Iterator
from functools import partial
from random import Random

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.membership.actions import join_organisations
from hedgerow.commons.people.actions import save_organisations, save_people
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes, names

CHUNK = 800
EDUCATORS, TUTORS, EVALUATORS, CONVENERS = 3, 6, 1, 2
GUARDIANS_SHARE = 4
LATE_PARTNERS = 12
"""One partner in so many joined only lately."""


def steps(plot: Plot) -> Iterator[Step]:
    yield Step("districts", _districts)
    yield Step("schools and partners", _organisations)
    yield Step("members", _members)
    for role, count in adults(plot).items():
        yield Step(f"people: {role}", partial(_people, role=role, start=0, count=count))
    for start in range(0, plot.learners, CHUNK):
        count = min(CHUNK, plot.learners - start)
        yield Step("learners", partial(_people, role="l", start=start, count=count))


def adults(plot: Plot) -> dict[str, int]:
    """How many of each role there are besides the learners."""
    history = plot.history
    return {
        "convener": CONVENERS,
        "leader": history.schools,
        "educator": history.schools * EDUCATORS,
        "tutor": TUTORS,
        "partner": sum(history.partners.values()),
        "evaluator": EVALUATORS,
        "guardian": plot.learners // GUARDIANS_SHARE,
    }


def _districts(plot: Plot) -> None:
    edit_ecosystem(plot.ecosystem, by=SIMULATION, at=plot.began, collects_groups=True)
    place = plot.blueprint.territory.name.partition(",")[0]
    rows = [
        {
            "kind": "district", "code": codes.district(number), "sector": "school",
            "name": f"{place} {names.PLACES[-1 - number]} District",
        }
        for number in range(plot.history.districts)
    ]  # fmt: skip
    save_organisations(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _organisations(plot: Plot) -> None:
    known, history = codes.organisations(plot.ecosystem), plot.history
    districts = [known[codes.district(number)] for number in range(history.districts)]
    rows: list[dict[str, object]] = [
        {
            "kind": history.site_kind, "code": codes.school(number), "sector": "school",
            "name": names.school_name(number), "parent_id": districts[number % len(districts)],
        }
        for number in range(history.schools)
    ]  # fmt: skip
    for sector, count in sorted(history.partners.items()):
        rows += [
            {
                "kind": "partner", "sector": sector.value,
                "name": names.partner_name(sector.value, number),
                "code": codes.partner(len(rows) - history.schools + number),
            }
            for number in range(count)
        ]  # fmt: skip
    save_organisations(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _members(plot: Plot) -> None:
    rows = Organisation.objects.filter(kept_by=plot.ecosystem, code__startswith="sim-")
    by_code = {row.code: row for row in rows.order_by("code")}
    partners = [row for code, row in by_code.items() if row.kind == "partner"]
    schools = [row for row in by_code.values() if row.kind != "partner"]
    late = partners[::LATE_PARTNERS]
    steady = [row for row in partners if row not in late]
    first, lately = plot.began.date(), plot.at.date().replace(day=1)
    for some, starts, partner in (
        (schools, first, False),
        (steady, first, True),
        (late, lately, True),
    ):
        join_organisations(
            plot.ecosystem, some, starts, by=SIMULATION, at=plot.began, partner=partner
        )


def _people(plot: Plot, role: str, start: int, count: int) -> None:
    chance = Random(f"{plot.history.seed}:people:{role}:{start}")
    languages = plot.blueprint.identity.languages
    rows = [
        {
            "code": codes.learner(number) if role == "l" else codes.adult(role, number),
            "name": names.person_name(chance),
            "language": chance.choice(languages),
        }
        for number in range(start, start + count)
    ]
    save_people(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
