"""One reading opened: its definition, its trend and its rows, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi

from hedgerow.foundation import subjects
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.profile import rowfiles
from hedgerow.profile.definitions import FEATURES, MEASURES
from hedgerow.profile.definitions.measure import Text
from hedgerow.profile.disclosure import Shown
from hedgerow.profile.levels import published
from hedgerow.profile.models import Snapshot
from hedgerow.profile.needs import NEEDS, Need, Step, next_step
from hedgerow.profile.pairs import Pairs, pairs
from hedgerow.profile.parts import Parts, by_part
from hedgerow.profile.permissions import VIEW_READINGS
from hedgerow.profile.pictures import (
    IntervalPicture,
    TrendPicture,
    interval_picture,
    trend_picture,
)
from hedgerow.profile.quality import Quality, quality
from hedgerow.profile.queries import (
    MeasureCard,
    ReadingCard,
    measure_card,
    reading_card,
    shown_readings,
    visible_ecosystem,
)
from hedgerow.profile.wording import percent

ROWS = 50
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A record behind a reading: what it counts, and of how much."""

    title: str
    url: str
    numerator: float
    denominator: float
    column: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of rows; ``hidden`` of them are not the reader's to see. ``following`` is a cursor."""

    seen: tuple[Row, ...]
    hidden: int
    following: int | None

    @property
    def tell_of(self) -> bool:
        """Whether these rows carry what the measure divides by."""
        return any(row.denominator for row in self.seen)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    day: date
    reading: ReadingCard


Trend = tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    ecosystem: str
    slug: str
    simulated: bool
    exact: bool
    starts: date | None
    day: date | None
    version: str
    feature: Text
    measure: MeasureCard
    reading: ReadingCard
    picture: IntervalPicture | None
    trend_picture: TrendPicture | None
    trend: Trend
    rows: Rows
    pairs: Pairs | None
    need: Need | None
    step: Step | None
    quality: Quality
    parts: Parts
    behind: tuple[Snapshot | None, str, str] | None = None

    @property
    def share_of_pairs(self) -> str:
        """How many of all possible pairs work together, said."""
        return percent(self.pairs.share if self.pairs else None)


def reading_page(actor: Actor, slug: str, number: str, cursor: int = 0) -> ReadingPage:
    """A reading with everything that leads to it; ``cursor`` is where its page of rows starts.

    Trend and rows are for those who see exact readings: the difference of two published totals
    could give a small count away. Of the rows each reader sees those that the record's own page
    would show.

    Raises NotFound for an ecosystem the reader may not see and for a number no measure has.
    """
    ecosystem = visible_ecosystem(actor, slug)
    if number not in MEASURES:
        raise NotFound
    exact = actor.may(VIEW_READINGS, ecosystem.pk)
    history = _history(ecosystem.pk) if exact else _history(ecosystem.pk)[:1]
    shown = [shown_readings(one, ecosystem, exact=exact).get(number) for one in history]
    newest = history[0] if history else None
    last = shown[0] if shown else None
    kind = last.reading.rows if last else ""
    return ReadingPage(
        ecosystem=ecosystem.said("name"),
        slug=ecosystem.slug,
        simulated=ecosystem.simulated,
        exact=exact,
        starts=newest.starts if newest else None,
        day=newest.day if newest else None,
        version=newest.version if newest else "",
        feature=FEATURES[MEASURES[number].feature - 1].title,
        measure=measure_card(MEASURES[number]),
        reading=reading_card(number, last),
        picture=_picture(number, last),
        trend_picture=_trend_picture(history, shown) if exact else None,
        trend=_trend(history, shown, number) if exact else (),
        rows=_rows(actor, newest, number, kind, max(cursor, 0)),
        pairs=pairs(last.reading) if last else None,
        need=NEEDS.get(number),
        step=_step(actor, ecosystem.pk, last) if exact and shown else None,
        quality=_quality(actor, newest, ecosystem.pk, number) if exact else Quality(),
        parts=by_part(actor, ecosystem, number),
        behind=(newest, number, kind),
    )


def _trend(history: Sequence[Snapshot], shown: Sequence[Shown | None], number: str) -> Trend:
    pairs = zip(history, shown, strict=True)
    return tuple(TrendPoint(snapshot.day, reading_card(number, one)) for snapshot, one in pairs)


def _step(actor: Actor, ecosystem: int, shown: Shown | None) -> Step | None:
    return (
        next_step(actor, ecosystem, shown.reading.number, shown.reading.reason) if shown else None
    )


def _quality(actor: Actor, newest: Snapshot | None, ecosystem: int, number: str) -> Quality:
    return quality(actor, newest.window, ecosystem, number) if newest else Quality()


def _picture(number: str, shown: Shown | None) -> IntervalPicture | None:
    if shown is None or shown.coded:
        return None
    cuts = published().cuts[number]
    return interval_picture(shown.reading, cuts, mirrored=get_language_bidi())


def _trend_picture(
    history: Sequence[Snapshot], shown: Sequence[Shown | None]
) -> TrendPicture | None:
    known = [
        (snapshot.day, one.reading)
        for snapshot, one in zip(history, shown, strict=True)
        if one is not None
    ]
    return trend_picture(known, mirrored=get_language_bidi())


def _history(ecosystem: int) -> Sequence[Snapshot]:
    """The newest snapshot and the last of each month before, newest first."""
    days = Snapshot.objects.filter(ecosystem=ecosystem).order_by("-day")
    last: dict[str, int] = {}
    for pk, day in days.values_list("pk", "day")[: MONTHS * 31]:
        last.setdefault(day.isoformat()[:7], pk)
    kept = list(last.values())[:MONTHS]
    return list(days.filter(pk__in=kept).prefetch_related("readings"))


def every_row(actor: Actor, page: ReadingPage) -> Iterator[Row]:
    """All rows behind the reading that the reader may see, one page after another."""
    found = page.rows
    while True:
        yield from found.seen
        if found.following is None or page.behind is None:
            return
        found = _rows(actor, *page.behind, found.following)


def _rows(actor: Actor, snapshot: Snapshot | None, number: str, kind: str, start: int) -> Rows:
    if snapshot is None or kind not in subjects.KINDS:
        return Rows((), 0, None)
    found = rowfiles.read(snapshot.ecosystem_id, snapshot.day, number, start, ROWS + 1)
    page = found[:ROWS]
    links = subjects.resolve(actor, kind, {unit.uuid for unit in page})
    seen = tuple(
        Row(
            links[unit.uuid].title,
            links[unit.uuid].url,
            unit.numerator,
            unit.denominator,
            unit.column,
        )
        for unit in page
        if unit.uuid in links
    )
    return Rows(seen, len(page) - len(seen), start + ROWS if len(found) > ROWS else None)
