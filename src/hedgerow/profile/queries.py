"""The profile as pages, the API and lists show it. Reads stored snapshots only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile import models, rules, wording
from hedgerow.profile.definitions import FEATURES, IMPLEMENTED, MEASURES, RANGES, Feature
from hedgerow.profile.definitions.measure import Definition, Text
from hedgerow.profile.disclosure import Shown, for_public, in_full
from hedgerow.profile.levels import published
from hedgerow.profile.limiting import with_limits
from hedgerow.profile.permissions import VIEW_READINGS

UNREAD = ("not_read", "not_built")


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """One reading, said; figures are texts in the reader's language."""

    number: str
    title: Text
    unit: Text
    state: str
    state_text: Text
    reason: Text
    value: str
    interval: str
    n: int | None
    coverage: str
    level: int | None
    level_lower: int | None
    level_upper: int | None
    level_text: Text
    capped_by: str
    limit: Text
    shown: Shown

    @property
    def records(self) -> str:
        """How many records, with the thousands set apart where they are hard to count."""
        return wording.NOTHING if self.n is None else wording.count(self.n)

    @property
    def has_interval(self) -> bool:
        return self.interval != wording.NOTHING

    @property
    def lacks_interval(self) -> bool:
        """Whether it has a value, and no interval to show."""
        return self.state == "ok" and not self.has_interval

    @property
    def is_range(self) -> bool:
        """Whether its interval is the range with and without unconfirmed ties."""
        return self.number in RANGES

    @property
    def is_computed(self) -> bool:
        """Whether this version computes the measure, however few its records."""
        return self.number in IMPLEMENTED


@dataclass(frozen=True, slots=True)
class FeatureCard:
    """One feature with its level (None: insufficient), range, and readings."""

    number: int
    title: Text
    short: Text
    level: int | None
    lower: int | None
    upper: int | None
    sufficient: int
    of: int
    readings: tuple[ReadingCard, ...]

    @property
    def has_ranges(self) -> bool:
        """Whether the interval of any measure is a range and no sampling interval."""
        return any(one.is_range for one in self.readings)

    @property
    def lacks_intervals(self) -> bool:
        """Whether any of its measures has a value, and no interval to show."""
        return any(one.lacks_interval for one in self.readings)

    @property
    def leaves_out(self) -> bool:
        """Whether it has a level, and a measure that this reader may not see is left out of it."""
        return self.level is not None and any(one.state == "withheld" for one in self.readings)

    @property
    def is_computed(self) -> bool:
        """Whether this version computes any of its measures."""
        return any(one.is_computed for one in self.readings)

    @property
    def is_attainable(self) -> bool:
        """Whether this version computes so many of its measures that it can have a level."""
        return FEATURES[self.number - 1].is_attainable

    @property
    def is_withheld(self) -> bool:
        """Whether it has no level because a measure may not be shown to this reader."""
        return self.level is None and any(one.state == "withheld" for one in self.readings)

    @property
    def is_read(self) -> bool:
        """Whether anything has been read, enough or not."""
        return any(one.shown.reading.reason not in UNREAD for one in self.readings)


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """An ecosystem's profile; ``coming`` if there are sessions to read, and nobody has yet."""

    ecosystem: str
    slug: str
    simulated: bool
    exact: bool
    coming: bool
    day: date | None
    starts: date | None
    version: str
    features: tuple[FeatureCard, ...]


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A definition with its cuts, for ``/measures``; ``said`` are the cuts in the value's unit."""

    definition: Definition
    cuts: tuple[str, ...]
    said: tuple[str, ...]
    falling: bool
    capped_by: str
    implemented: bool


def profile_page(actor: Actor, slug: str) -> ProfilePage:
    """The seven features of an ecosystem as this reader may see them.

    Raises NotFound for an ecosystem that the reader may not see.
    """
    ecosystem = visible_ecosystem(actor, slug)
    snapshot = models.Snapshot.objects.filter(ecosystem=ecosystem).order_by("-day").first()
    exact = actor.may(VIEW_READINGS, ecosystem.pk)
    shown = shown_readings(snapshot, ecosystem, exact=exact)
    return ProfilePage(
        ecosystem=ecosystem.said("name"),
        slug=ecosystem.slug,
        simulated=ecosystem.simulated,
        exact=exact,
        coming=snapshot is None and _will_be_read(ecosystem),
        day=snapshot.day if snapshot else None,
        starts=snapshot.starts if snapshot else None,
        version=snapshot.version if snapshot else published().version,
        features=tuple(_feature(feature, shown) for feature in FEATURES),
    )


def _will_be_read(ecosystem: Ecosystem) -> bool:
    """Whether it is open, and it or a part of it has sessions."""
    if ecosystem.state != Ecosystem.State.OPEN:
        return False
    among = (ecosystem.pk, *beneath(ecosystem.pk).all)
    return Session.objects.filter(ecosystem__in=among).exists()


def leaves(actor: Actor, ecosystems: Sequence[Ecosystem]) -> Mapping[int, Sequence[FeatureCard]]:
    """Each ecosystem's seven features, by its id, in two queries however many there are."""
    rows = models.Snapshot.objects.visible_to(actor).filter(ecosystem__in=ecosystems)
    later = models.Snapshot.objects.filter(ecosystem=OuterRef("ecosystem"), day__gt=OuterRef("day"))
    newest = {
        one.ecosystem_id: one for one in rows.filter(~Exists(later)).prefetch_related("readings")
    }
    answer = {}
    for ecosystem in ecosystems:
        exact = actor.may(VIEW_READINGS, ecosystem.pk)
        shown = shown_readings(newest.get(ecosystem.pk), ecosystem, exact=exact)
        answer[ecosystem.pk] = tuple(_feature(feature, shown) for feature in FEATURES)
    return answer


def measure_cards() -> Sequence[tuple[Feature, Sequence[MeasureCard]]]:
    """All thirty-nine measures by feature."""
    return [(feature, [measure_card(one) for one in feature.measures]) for feature in FEATURES]


def measure_card(definition: Definition) -> MeasureCard:
    """A definition with its cuts, as they are written."""
    scale = published()
    cuts = scale.cuts[definition.number]
    return MeasureCard(
        definition=definition,
        cuts=tuple(f"{cut:g}" for cut in cuts),
        said=tuple(wording.cut(definition.number, cut) for cut in cuts),
        falling=bool(cuts) and cuts[0] > cuts[-1],
        capped_by=scale.caps.get(definition.number, ""),
        implemented=definition.number in IMPLEMENTED,
    )


def visible_ecosystem(actor: Actor, slug: str) -> Ecosystem:
    """The ecosystem of that name. Raises NotFound if the reader may not see it."""
    found = Ecosystem.objects.visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def shown_readings(
    snapshot: models.Snapshot | None, ecosystem: Ecosystem, *, exact: bool
) -> Mapping[str, Shown]:
    """A snapshot's readings by number, as exact as the reader may see them."""
    if snapshot is None:
        return {}
    found = [as_reading(row, snapshot.window) for row in snapshot.readings.all()]
    return with_limits(
        {
            one.number: in_full(one) if exact else for_public(one, ecosystem.threshold)
            for one in found
        }
    )


def as_reading(row: models.Reading, window: Window) -> Reading:
    """The stored row as a reading."""
    names = [name for name in Reading.__dataclass_fields__ if name != "window"]
    return Reading(window=window, **{name: getattr(row, name) for name in names})


def _feature(feature: Feature, shown: Mapping[str, Shown]) -> FeatureCard:
    readings = {number: one.reading for number, one in shown.items()}
    found = rules.feature_level(feature.number, feature.levelled, readings)
    return FeatureCard(
        number=feature.number,
        title=feature.title,
        short=feature.short,
        level=found.level,
        lower=found.lower,
        upper=found.upper,
        sufficient=found.sufficient,
        of=found.of,
        readings=tuple(reading_cards(feature.measures, shown)),
    )


def reading_cards(
    definitions: Iterable[Definition], shown: Mapping[str, Shown]
) -> Iterable[ReadingCard]:
    """A card for each definition, measured or not."""
    for definition in definitions:
        yield reading_card(definition.number, shown.get(definition.number))


def reading_card(number: str, shown: Shown | None) -> ReadingCard:
    """One reading, said."""
    definition = MEASURES[number]
    if shown is None:
        reason = "not_read" if number in IMPLEMENTED else "not_built"
        shown = Shown(Reading(number, "insufficient", _NO_WINDOW, reason=reason))
    one = shown.reading
    said = one.reason if one.reason in wording.STATES else one.state
    bounds = [wording.figure(one, bound) for bound in (one.lower, one.upper)]
    return ReadingCard(
        number=number,
        title=definition.title,
        unit=definition.unit,
        state=one.state,
        state_text=wording.STATES[said],
        reason=wording.why(one),
        value=wording.coded(shown.coded) if shown.coded else wording.figure(one, one.value),
        interval=wording.NOTHING if one.lower is None else " – ".join(bounds),
        n=one.n or None,
        coverage=wording.percent(one.coverage),
        level=one.level,
        level_lower=one.level_lower,
        level_upper=one.level_upper,
        level_text=wording.LEVELS[one.level] if one.level is not None else "",
        capped_by=shown.capped_by,
        limit=wording.LIMITS.get(shown.capped_by, shown.capped_by),
        shown=shown,
    )


_NO_WINDOW = Window(date.min, date.min)
