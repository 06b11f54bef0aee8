"""One measure over time, of several ecosystems on one scale, with the figures month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.profile import side_order
from hedgerow.profile.comparison import MOST, over_time, snapshots
from hedgerow.profile.definitions import FEATURES, MEASURES, RANGES
from hedgerow.profile.definitions.measure import Text
from hedgerow.profile.disclosure import in_full
from hedgerow.profile.permissions import VIEW_READINGS
from hedgerow.profile.pictures import TrendPicture, trend_picture
from hedgerow.profile.queries import ReadingCard, reading_card, visible_ecosystem
from hedgerow.profile.wording import figure


@dataclass(frozen=True, slots=True)
class TrendSide:
    """One of the ecosystems; ``is_exact`` if the reader may see how it stood before."""

    slug: str
    name: str
    simulated: bool
    is_exact: bool
    picture: TrendPicture | None


@dataclass(frozen=True, slots=True)
class TrendCell:
    """A reading of one of them in a month; None where none was made, or it is withheld."""

    name: str
    reading: ReadingCard | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class TrendRow:
    month: date
    cells: tuple[TrendCell, ...]


@dataclass(frozen=True, slots=True)
class TrendPage:
    """``rows`` are the months, the newest first."""

    number: str
    title: Text
    unit: Text
    feature: Text
    is_range: bool
    sides: tuple[TrendSide, ...]
    rows: tuple[TrendRow, ...]

    @property
    def closed(self) -> tuple[str, ...]:
        """Names of those whose months the reader may not see."""
        return tuple(side.name for side in self.sides if not side.is_exact)

    @property
    def query(self) -> str:
        """Those shown, as an address asks for them."""
        return side_order.query([side.slug for side in self.sides])


@dataclass(frozen=True, slots=True)
class Course:
    """How a measure of one ecosystem went: its picture, its first and its last figure with the day."""

    number: str
    title: Text
    picture: TrendPicture
    first: tuple[str, date]
    last: tuple[str, date]


def courses(actor: Actor, slug: str) -> tuple[Course, ...]:
    """Every measure with two figures at least, for who may see exact readings; else none.

    Raises NotFound for an ecosystem that the reader may not see.
    """
    row = visible_ecosystem(actor, slug)
    if not actor.may(VIEW_READINGS, row.pk):
        return ()
    everything = over_time(actor, row, snapshots(actor, [row])[row.pk])
    found = []
    for number, measure in MEASURES.items():
        known = everything.get(number, [])
        picture = trend_picture(known, mirrored=get_language_bidi())
        if picture is not None:
            told = [(figure(one, one.value), day) for day, one in known if one.value is not None]
            found.append(Course(number, measure.title, picture, told[-1], told[0]))
    return tuple(found)


def trend_page(actor: Actor, number: str, slugs: Sequence[str]) -> TrendPage:
    """A measure over two years, of at most four ecosystems in the order given.

    Raises NotFound for a number no measure has, and if none of them is the reader's to see.
    """
    seen = {row.slug: row for row in Ecosystem.objects.visible_to(actor).filter(slug__in=slugs)}
    rows = [seen[slug] for slug in dict.fromkeys(slugs) if slug in seen][:MOST]
    if number not in MEASURES or not rows:
        raise NotFound
    history = snapshots(actor, rows, number)
    known = {row.pk: over_time(actor, row, history[row.pk]).get(number, []) for row in rows}
    beside = [one for some in known.values() for one in some]
    months = {
        row.pk: {_month(day): reading_card(number, in_full(one)) for day, one in known[row.pk]}
        for row in rows
    }
    return TrendPage(
        number, MEASURES[number].title, MEASURES[number].unit,
        FEATURES[MEASURES[number].feature - 1].title, number in RANGES,
        sides=tuple(
            TrendSide(
                row.slug, row.said("name"), row.simulated, actor.may(VIEW_READINGS, row.pk),
                trend_picture(known[row.pk], beside=beside, mirrored=get_language_bidi()),
            )
            for row in rows
        ),
        rows=tuple(
            TrendRow(
                month,
                tuple(
                    TrendCell(
                        row.said("name"), months[row.pk].get(month), not actor.may(VIEW_READINGS, row.pk)
                    )
                    for row in rows
                ),
            )
            for month in sorted({_month(day) for day, _ in beside}, reverse=True)
        ),
    )  # fmt: skip


def _month(day: date) -> date:
    return day.replace(day=1)
