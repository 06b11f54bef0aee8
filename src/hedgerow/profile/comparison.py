"""Ecosystems side by side, reading by reading, each as exact as the reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import get_language_bidi

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.leaf import FeatureReading
from hedgerow.foundation.warehouse.readings import Reading
from hedgerow.profile import models, side_order
from hedgerow.profile.definitions.measure import Text
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.levels import published
from hedgerow.profile.models import Snapshot
from hedgerow.profile.permissions import VIEW_READINGS
from hedgerow.profile.pictures import IntervalPicture, TrendPicture, interval_picture, trend_picture
from hedgerow.profile.queries import FeatureCard, ReadingCard, leaves, shown_readings

FEWEST, MOST, MONTHS = 2, 4, 24
OverTime = Mapping[str, list[tuple[date, Reading]]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the ecosystems; ``day`` is that of its newest reading, of the cuts of ``version``.

    ``earlier`` and ``later`` are queries that move it by one place, "" at the ends; ``exact`` tells
    whether the reader may see how it stood before.
    """

    slug: str
    name: str
    simulated: bool
    starts: date | None
    day: date | None
    version: str
    leaf: Sequence[FeatureReading]
    exact: bool
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A reading of one of them; ``trend`` for who sees exact readings and where there is one."""

    slug: str
    name: str
    reading: ReadingCard
    picture: IntervalPicture | None
    trend: TrendPicture | None


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    title: Text
    unit: Text
    cells: tuple[Cell, ...]

    @property
    def has_trend(self) -> bool:
        """Whether the reader may see how any of them stood before."""
        return any(cell.trend for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """A feature: the level that each of them has, then its measures."""

    number: int
    title: Text
    levels: tuple[FeatureCard, ...]
    lines: tuple[Line, ...]

    @property
    def has_ranges(self) -> bool:
        """Whether the interval of any measure is a range and no sampling interval."""
        return self.levels[0].has_ranges

    @property
    def leaves_out(self) -> bool:
        """Whether the level of any leaves out what the reader may not see."""
        return any(one.leaves_out for one in self.levels)

    @property
    def lacks_intervals(self) -> bool:
        """Whether a value of any has no interval to show."""
        return any(one.lacks_intervals for one in self.levels)


@dataclass(frozen=True, slots=True)
class Choice:
    """One to choose, with those under it; ``is_open`` if any of these is chosen."""

    slug: str
    name: str
    is_chosen: bool
    parts: tuple[Choice, ...] = ()

    @property
    def is_open(self) -> bool:
        return any(one.is_chosen or one.is_open for one in self.parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``blocks`` are empty until two are chosen; ``missing`` of those asked for are not shown."""

    sides: tuple[Side, ...]
    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]
    missing: int
    too_many: bool

    @property
    def query(self) -> str:
        """Those shown, as an address asks for them."""
        return side_order.query([side.slug for side in self.sides])

    @property
    def closed(self) -> tuple[str, ...]:
        """Names of those read whose months the reader may not see."""
        return tuple(side.name for side in self.sides if side.day and not side.exact)

    @property
    def is_ready(self) -> bool:
        return len(self.sides) >= FEWEST


def comparison(actor: Actor, slugs: Sequence[str], before: Sequence[str] = ()) -> Comparison:
    """The ecosystems of these addresses beside one another, at most four.

    In the order given; those of them that stood there ``before`` first, in that order.
    What the reader may not see is left out and counted with what is not there. Features that
    this version reads for none of them are left out too.
    """
    seen = {row.slug: row for row in by_name(Ecosystem.objects.visible_to(actor))}
    wanted = side_order.kept(slugs, before)
    found = [seen[slug] for slug in wanted if slug in seen]
    rows = found[:MOST]
    cards = leaves(actor, rows)
    history = snapshots(actor, rows)
    sides = tuple(_side(actor, rows, row, cards[row.pk], history[row.pk][-1:]) for row in rows)
    chosen = {row.slug for row in rows}
    return Comparison(
        sides=sides,
        blocks=tuple(_blocks(actor, rows, cards, history)) if len(rows) >= FEWEST else (),
        choices=_choices(seen.values(), chosen),
        missing=len(wanted) - len(found),
        too_many=len(found) > MOST,
    )


def _side(
    actor: Actor,
    rows: Sequence[Ecosystem],
    row: Ecosystem,
    cards: Sequence[FeatureCard],
    newest: Sequence[Snapshot],
) -> Side:
    """``newest`` is its last snapshot, if it has any; ``rows`` are all that stand there."""
    last = newest[0] if newest else None
    earlier, later = side_order.moves([one.slug for one in rows], rows.index(row))
    return Side(
        slug=row.slug,
        name=row.said("name"),
        simulated=row.simulated,
        starts=last.starts if last else None,
        day=last.day if last else None,
        version=last.version if last else published().version,
        leaf=leaflets(cards, row.slug),
        exact=actor.may(VIEW_READINGS, row.pk),
        earlier=earlier,
        later=later,
    )


def _choices(rows: Iterable[Ecosystem], chosen: Collection[str]) -> tuple[Choice, ...]:
    """All that the reader may see, each part under its whole; on its own where that is not seen."""
    seen = {row.pk for row in rows}
    under: dict[int | None, list[Ecosystem]] = defaultdict(list)
    for row in rows:
        under[row.parent_id if row.parent_id in seen else None].append(row)

    def those_under(whole: int | None) -> tuple[Choice, ...]:
        return tuple(
            Choice(row.slug, row.said("name"), row.slug in chosen, those_under(row.pk))
            for row in under[whole]
        )

    return those_under(None)


def snapshots(
    actor: Actor, rows: Sequence[Ecosystem], number: str = ""
) -> Mapping[int, Sequence[Snapshot]]:
    """Each one's snapshots of two years, oldest first, the last of each month and the newest.

    With their readings, or that of one measure alone.
    """
    answer: dict[int, Sequence[Snapshot]] = {row.pk: () for row in rows}
    last: dict[tuple[int, str], int] = {}
    known = Snapshot.objects.visible_to(actor).filter(ecosystem__in=rows).order_by("day")
    for pk, ecosystem, day in known.values_list("pk", "ecosystem", "day"):
        last[ecosystem, day.isoformat()[:7]] = pk
    newest = sorted({month for _, month in last})[-MONTHS:]
    wanted = (
        models.Reading.objects.filter(number=number) if number else models.Reading.objects.all()
    )
    kept = known.filter(
        pk__in=[pk for (_, month), pk in last.items() if month in newest]
    ).prefetch_related(Prefetch("readings", queryset=wanted))
    for one in kept:
        answer[one.ecosystem_id] = [*answer[one.ecosystem_id], one]
    return answer


def _blocks(
    actor: Actor,
    rows: Sequence[Ecosystem],
    cards: Mapping[int, Sequence[FeatureCard]],
    history: Mapping[int, Sequence[Snapshot]],
) -> list[Block]:
    found, known = [], {row.pk: over_time(actor, row, history[row.pk]) for row in rows}
    for levels in zip(*(cards[row.pk] for row in rows), strict=True):
        if not levels[0].is_computed:
            continue
        readings = zip(*(card.readings for card in levels), strict=True)
        lines = tuple(_line(rows, some, known) for some in readings if some[0].is_computed)
        found.append(Block(levels[0].number, levels[0].title, levels, lines))
    return found


def _line(
    rows: Sequence[Ecosystem], readings: Sequence[ReadingCard], courses: Mapping[int, OverTime]
) -> Line:
    first, mirrored = readings[0], get_language_bidi()
    shown = [one.shown for one in readings]
    plain = [one.reading for one in shown if not one.coded]
    cuts = published().cuts[first.number]
    known = {row.pk: courses[row.pk].get(first.number, []) for row in rows}
    beside = [one for some in known.values() for one in some]
    return Line(
        first.number, first.title, first.unit,
        tuple(
            Cell(
                row.slug, row.said("name"), card,
                None if card.shown.coded
                else interval_picture(card.shown.reading, cuts, beside=plain, mirrored=mirrored),
                trend_picture(known[row.pk], beside=beside, mirrored=mirrored),
            )
            for row, card in zip(rows, readings, strict=True)
        ),
    )  # fmt: skip


def over_time(actor: Actor, row: Ecosystem, history: Sequence[Snapshot]) -> OverTime:
    """The readings of a history, oldest first as given, by measure and the newest first.

    Only for who sees exact readings: differences of published totals could give a few away.
    """
    found: dict[str, list[tuple[date, Reading]]] = defaultdict(list)
    if actor.may(VIEW_READINGS, row.pk):
        for one in reversed(history):
            for number, shown in shown_readings(one, row, exact=True).items():
                found[number].append((one.day, shown.reading))
    return found
