"""What the measures need besides marks: populations, declared groups, places that have ended."""

from __future__ import annotations

from django.db import connection

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure
from hedgerow.commons.people.models import DeclaredGroup, PopulationGroup

from .filling import Dialect, insert, run
from .indexes import without_indexes
from .size import AT, EVERY, FIRST_DAY, HELD, Country

GROUPS = ("north", "south", "east", "west")
ENDED_OF = 4  # every fourth place has ended with the last session held


def populations(country: Country, speak: Dialect) -> None:
    """A tenth more are eligible than are on the roll, and of each group alike."""
    own = Ecosystem.objects.get(pk=1)
    eligible = round(country.learners * 1.1)
    cited = {"as_of": FIRST_DAY, "source": "census", "declared": FIRST_DAY}
    PopulationFigure.objects.create(ecosystem=own, value=eligible, **cited)
    for n, name in enumerate(GROUPS, 1):
        PopulationGroup.objects.create(
            pk=n, ecosystem=own, dimension="home", key=name, title=name, announced_at=AT
        )
        PopulationFigure.objects.create(
            ecosystem=own, dimension="home", group=name, value=eligible // len(GROUPS), **cited
        )
    Ecosystem.objects.filter(pk=1).update(collects_groups=True)


def declared(country: Country, speak: Dialect) -> None:
    with without_indexes(DeclaredGroup):
        insert(
            DeclaredGroup, f"bench_n WHERE n <= {country.learners}", ecosystem="1", person="n",
            group=f"1 + n % {len(GROUPS)}",
        )  # fmt: skip


def ended(country: Country, speak: Dialect) -> None:
    """Minima were declared when places began; some places are over."""
    table = connection.ops.quote_name(Enrolment._meta.db_table)
    day = speak.day(str(EVERY * (HELD - 1) + 5))
    run(
        f"UPDATE {table} SET minimum_declared = starts,"
        f" ends = CASE WHEN id % {ENDED_OF} = 0 THEN {day} END"
    )


STEPS = (populations, declared, ended)
