"""Readings as files, each as exact as the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.files import Sheet
from hedgerow.profile import readings
from hedgerow.profile.comparison import Comparison
from hedgerow.profile.definitions import Feature
from hedgerow.profile.queries import MeasureCard, ProfilePage, ReadingCard
from hedgerow.profile.readings import ReadingPage
from hedgerow.profile.trends import TrendPage


def of_profile(page: ProfilePage) -> Sheet:
    """Every reading of an ecosystem."""
    return Sheet(
        "profile",
        (_("Feature"), *_titles()),
        lambda: (
            (feature.title, *_values(one)) for feature in page.features for one in feature.readings
        ),
    )


def of_comparison(page: Comparison) -> Sheet:
    """The readings of ecosystems, one beneath the other."""
    return Sheet(
        "comparison",
        (_("Ecosystem"), *_titles()),
        lambda: (
            (cell.name, *_values(cell.reading))
            for block in page.blocks
            for line in block.lines
            for cell in line.cells
        ),
    )


def of_trends(page: TrendPage) -> Sheet:
    """A measure of several ecosystems month by month, one beneath the other."""
    return Sheet(
        "trends",
        (_("Month"), _("Ecosystem"), *_titles()),
        lambda: (
            (row.month, cell.name, *_values(cell.reading))
            for row in page.rows
            for cell in row.cells
            if cell.reading
        ),
    )


def of_reading(page: ReadingPage, actor: Actor) -> tuple[Sheet, Sheet]:
    """The rows behind a reading that the reader may see, and how it stood over time."""
    rows = Sheet(
        "rows",
        (_("Record"), _("Counts"), _("Of"), _("Into")),
        lambda: (
            (row.title, row.numerator, row.denominator, row.column)
            for row in readings.every_row(actor, page)
        ),
    )
    trend = Sheet(
        "trend",
        (_("Window ends"), *_titles()),
        lambda: ((point.day, *_values(point.reading)) for point in page.trend),
    )
    return rows, trend


def of_measures(features: Sequence[tuple[Feature, Sequence[MeasureCard]]]) -> Sheet:
    """Every measure with its formula and cuts."""

    def rows() -> Iterator[tuple[object, ...]]:
        for feature, cards in features:
            for one in cards:
                what = one.definition
                yield (
                    feature.title, what.number, what.title, what.formula, what.exact, what.unit,
                    *(float(cut) for cut in one.cuts), *[None] * (4 - len(one.cuts)),
                    what.guard, what.source,
                )  # fmt: skip

    cuts = [_("Cut for level %(level)s") % {"level": level} for level in range(1, 5)]
    return Sheet(
        "measures",
        (
            _("Feature"), _("Number"), _("Measure"), _("Formula"), _("Formula in signs"),
            _("What is counted"), *cuts,
            _("Guard against gaming"), _("Source of the measure"),
        ),
        rows,
    )  # fmt: skip


def _titles() -> tuple[str, ...]:
    return (
        _("Number"), _("Measure"), _("State"), _("Value"), _("Level"), _("Lower bound (95 %)"),
        _("Upper bound (95 %)"), _("Records (n)"), _("Coverage"), _("Why there is no value"),
    )  # fmt: skip


def _values(card: ReadingCard) -> tuple[object, ...]:
    """Figures as numbers, shares from 0 to 1; what is too near to all or none stays words."""
    one, coded = card.shown.reading, card.shown.coded
    return (
        card.number, card.title, card.state_text, card.value if coded else one.value, one.level,
        one.lower, one.upper, card.n, one.coverage, card.reason,
    )  # fmt: skip
