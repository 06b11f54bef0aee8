"""Made-up values of an indicator at one place: of everybody, and of each group that it is told by."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final

from django.utils.translation import gettext as _

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.observations.models import Indicator
from hedgerow.commons.people.models import DeclaredGroup, PopulationGroup
from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.simulated_values import Observed

from . import codes
from .movement import Ends, Way, way

SITES: Final = 24
"""At so many sites at most there are values."""
MISSING, FEW = 0.05, 5
BETWEEN_SITES, BETWEEN_GROUPS = 0.1, 0.06
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Learners:
    """How many learn at each site, in all and of each group; ``whole`` keeps what is told of all."""

    here: Mapping[int, int]
    of_group: Mapping[tuple[int, int], int]
    groups: Mapping[str, Sequence[int]]
    sites: Sequence[int]
    whole: int

    def at(self, sites: Sequence[int], group: int | None = None) -> int:
        """How many learn at these sites, or how many of a group."""
        if group is None:
            return sum(self.here.get(one, 0) for one in sites)
        return sum(self.of_group.get((one, group), 0) for one in sites)


def learners(plot: Plot) -> Learners:
    known = codes.organisations(plot.ecosystem)
    sites = [known[codes.site(n)] for n in range(min(len(plot.sizes.sites), SITES))]
    held = Assignment.objects.filter(ecosystem=plot.ecosystem, role="learner")
    at = dict(held.filter(organisation__in=sites).values_list("person", "organisation"))
    said = DeclaredGroup.objects.filter(ecosystem=plot.ecosystem).values_list("person", "group")
    groups: dict[str, list[int]] = {}
    told = PopulationGroup.objects.filter(ecosystem=plot.ecosystem).order_by("position", "pk")
    for dimension, pk in told.values_list("dimension", "pk"):
        groups.setdefault(dimension, []).append(pk)
    return Learners(
        Counter(at.values()), Counter((at[who], group) for who, group in said if who in at),
        groups, sites, known[codes.above(0)] if plot.sizes.above else sites[0],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """One indicator, and what is told of how it moves."""

    seed: int
    indicator: Indicator
    told: Observed
    who: Learners

    def rows(self, term: str, part: float) -> Iterator[Row]:
        """The values of a term, after that part of the way, at each place."""
        places = [(one, [one]) for one in self.who.sites]
        if self.told.whole:
            places = [(self.who.whole, [*self.who.sites])]
        for number, (place, sites) in enumerate(places):
            here = f"{self.seed}:observed:{self.indicator.key}:{number}"
            chance, offset = Random(f"{here}:{term}"), Random(here).gauss(0, BETWEEN_SITES)
            base = {"indicator_id": self.indicator.pk, "organisation_id": place}
            if not self.told.whole and chance.random() < MISSING:
                reasons = _("not reported in time"), _("not collected in that term")
                yield {**base, "missing": chance.choice(reasons)}
                continue
            off = 0.0 if self.told.whole else offset
            yield from ({**base, **row} for row in self._at(sites, part, chance, off))

    def _at(
        self, sites: Sequence[int], part: float, chance: Random, offset: float
    ) -> Iterator[Row]:
        """The value of each group, then that of everybody, which theirs add up to."""
        found, everybody = self._way(), self.who.at(sites)
        by = next(iter(self.indicator.disaggregation), "")
        of_group = {group: self.who.at(sites, group) for group in self.who.groups.get(by, ())}
        rest = max(everybody - sum(of_group.values()), 0)
        value, total = found.at(part, chance, offset), Decimal(0)
        for group, n in of_group.items():
            own = found.at(part, chance, offset + chance.gauss(0, BETWEEN_GROUPS))
            number = self._counted(found, own, n, everybody, value)
            total += number * n if self._is_rate else number
            few = {"group_id": group, "missing": _("too few people to tell")}
            yield few if n < FEW else {"group_id": group, "value": number, "n": n}
        if of_group and everybody:
            number = self._counted(found, value, rest, everybody, value)
            total += number * rest if self._is_rate else number
            value = found.fitting(float(total / everybody)) if self._is_rate else total
        elif self.told.of_learners:
            value = Decimal(round(value * everybody))
        yield {"value": value, "n": max(everybody, 0 if self._is_rate else int(value))}

    def _counted(self, found: Way, own: Decimal, n: int, all_of: int, value: Decimal) -> Decimal:
        """A group's own value where it is a rate; else so many of its learners, or its part of all."""
        if self._is_rate:
            return own
        return Decimal(round(own * n if self.told.of_learners else value * n / max(all_of, 1)))

    @property
    def _is_rate(self) -> bool:
        return self._ends.most is not None and not self.told.of_learners

    @property
    def _ends(self) -> Ends:
        row = self.indicator
        baseline, target = (None if x is None else float(x) for x in (row.baseline, row.target))
        return Ends(row.unit, baseline, target, row.direction == row.Direction.DOWN)

    def _way(self) -> Way:
        return way(self._ends, self.told)
