"""What came of a round, in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..models import Outcome, Round
from ..rules.priorities import met_by
from .lines import RuleLine
from .rounds import rules_of
from .rows import latest_run


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """One offer in figures; ``last`` says who was the last one in."""

    title: str
    seats: int
    wished: int
    first: int
    placed: int
    last: str


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """What came of the latest run."""

    learners: int
    placed: int
    unplaced: int
    first: int
    share_first: int
    ranks: Sequence[tuple[int, int]]
    offers: Sequence[OfferFigures]
    blocking: int
    digest: str


def figures_page(row: Round) -> FiguresPage | None:
    """The figures of the latest run; None before it was run, or where its result was discarded."""
    run = latest_run(row)
    if run is None or not Outcome.objects.filter(round=row).exists():
        return None
    rules = [one for one in rules_of(row) if one.seats is None]
    ranks = [(at, count) for at, count in enumerate(run.figures["by_rank"], 1)]
    first = ranks[0][1] if ranks else 0
    return FiguresPage(
        run.learners, run.placed, run.learners - run.placed, first,
        round(100 * first / run.learners) if run.learners else 0, ranks,
        [_offer_figures(one, rules) for one in run.figures["offers"]], run.blocking, run.digest,
    )  # fmt: skip


def _offer_figures(line: dict[str, Any], rules: Sequence[RuleLine]) -> OfferFigures:
    last = ""
    if line["last_lot"] is not None:
        met = [rules[at].title for at in met_by(line["last_class"], len(rules)) if at < len(rules)]
        said = {"lot": line["last_lot"], "rules": ", ".join(met)}
        last = (_("number %(lot)s in the draw, with %(rules)s") if met else _(
            "number %(lot)s in the draw")) % said  # fmt: skip
    return OfferFigures(
        line["title"], line["seats"], line["wished"], line["first"], line["placed"], last
    )
