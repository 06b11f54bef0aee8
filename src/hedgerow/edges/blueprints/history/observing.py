"""What indicators have come to: values of each term by site and group, some of them missing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Term
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.observations.actions import record_observations, save_indicators
from hedgerow.commons.observations.models import Indicator
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.edges.blueprints.simulated_values import Observed

from .days import evening
from .partnering import acting
from .tallies import Tally, learners

TERMS: Final = 4
REPORTED: Final = timedelta(days=12)
"""How long after a term its values are written down."""
DAY, QUARTER = timedelta(days=1), timedelta(days=91)


def steps(plot: Plot) -> Iterator[Step]:
    if plot.blueprint.indicators:
        yield Step("core indicators", _core)
        yield Step("values of indicators", _values)


def _core(plot: Plot) -> None:
    """Before any value is recorded, as what they are judged by stays as it is from then on."""
    rows = [
        {"key": key, "core": one.core, "minimum_change": one.minimum_change}
        for key, one in plot.history.observed.items()
    ]
    save_indicators(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _values(plot: Plot) -> None:
    """Those of one term after the other, recorded by who evaluates once it is over."""
    held = Assignment.objects.filter(ecosystem=plot.ecosystem, role="evaluator").order_by("pk")
    by, who, told = (
        acting(held.values_list("person", flat=True).first()),
        learners(plot),
        _over(plot),
    )
    found = Indicator.objects.filter(ecosystem=plot.ecosystem).order_by("pk")
    tallies = [
        Tally(plot.history.seed, one, plot.history.observed.get(one.key, Observed()), who)
        for one in found
    ]
    source = _("Simulated: no real values")
    for number, (starts, ends) in enumerate(told, 1):
        rows = [
            {"starts": starts, "ends": ends, "source": source, **row}
            for one in tallies
            for row in one.rows(f"{starts}", number / len(told))
        ]
        record_observations(plot.ecosystem, rows, by=by, at=evening(plot, ends + REPORTED))


def _over(plot: Plot) -> list[tuple[date, date]]:
    """The last terms that are over, in order; quarters of a year where there are no terms."""
    last = plot.today - REPORTED
    rows = Term.objects.filter(ecosystem=plot.ecosystem, ends__lt=last).order_by("-ends", "-pk")
    quarters = [(last - (n + 1) * QUARTER, last - n * QUARTER - DAY) for n in range(TERMS)]
    return sorted(list(rows.values_list("starts", "ends")[:TERMS]) or quarters)
