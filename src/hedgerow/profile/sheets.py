"""Readings as files, each as exact as the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.files import Sheet
from hedgerow.profile import readings
from hedgerow.profile.comparison import Comparison
from hedgerow.profile.definitions import Feature
from hedgerow.profile.queries import MeasureCard, ProfilePage, ReadingCard
from hedgerow.profile.readings import ReadingPage
from hedgerow.profile.trends import TrendPage


def of_profile(page: ProfilePage) -> Sheet:
    """Every reading of an ecosystem, each line with whose it is and of when."""
    whose = page.ecosystem, page.starts, page.day, page.version, _yes_no(page.simulated)
    return Sheet(
        "profile",
        (_("Feature"), *_titles(), _("Ecosystem"), *_whose()),
        lambda: (
            (feature.title, *_values(one), *whose)
            for feature in page.features
            for one in feature.readings
        ),
        of=_dated(page.slug, page.day),
    )


def of_comparison(page: Comparison) -> Sheet:
    """The readings of ecosystems, one beneath the other, each line with the window it is read from."""
    whose = {
        side.slug: (side.starts, side.day, side.version, _yes_no(side.simulated))
        for side in page.sides
    }
    return Sheet(
        "comparison",
        (_("Ecosystem"), *_titles(), *_whose()),
        lambda: (
            (cell.name, *_values(cell.reading), *whose[cell.slug])
            for block in page.blocks
            for line in block.lines
            for cell in line.cells
        ),
        of="-".join(side.slug for side in page.sides),
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
        of="-".join((page.number, *(side.slug for side in page.sides))),
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
        of=f"{page.slug}-{page.reading.number}",
    )
    trend = Sheet(
        "trend",
        (_("Window ends"), *_titles()),
        lambda: ((point.day, *_values(point.reading)) for point in page.trend),
        of=f"{page.slug}-{page.reading.number}",
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
            _("Feature"), pgettext("of a measure", "Number"), _("Measure"), _("Formula"), _("Formula in signs"),
            _("What is counted"), *cuts,
            _("Guard against gaming"), _("Source of the measure"),
        ),
        rows,
    )  # fmt: skip


def _titles() -> tuple[str, ...]:
    return (
        pgettext("of a measure", "Number"), _("Measure"), _("State"), _("Value"), _("Level"),
        _("Level limited by"), _("Lower bound"), _("Upper bound"), _("What the bounds are"),
        _("Records (n)"), _("Coverage"), _("Why there is no value"),
    )  # fmt: skip


def _values(card: ReadingCard) -> tuple[object, ...]:
    """Figures as numbers, shares from 0 to 1; what is too near to all or none stays words."""
    one, coded = card.shown.reading, card.shown.coded
    return (
        card.number, card.title, card.state_text, card.value if coded else one.value, one.level,
        card.limit, one.lower, one.upper, _bounds(card), card.n, one.coverage, card.reason,
    )  # fmt: skip


def _bounds(card: ReadingCard) -> str:
    if not card.has_interval:
        return ""
    return _("range with and without unconfirmed ties") if card.is_range else _("interval (95 %)")


def _whose() -> tuple[str, ...]:
    return _("Window begins"), _("Window ends"), _("Version of the cuts"), _("Simulated")


def _yes_no(simulated: bool) -> str:
    return _("yes") if simulated else _("no")


def _dated(slug: str, day: date | None) -> str:
    return f"{slug}-{day.isoformat()}" if day else slug
