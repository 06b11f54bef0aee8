"""Samples as pages show them: what is checked, and what that tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.numerals import percent

from .models import Sample, SampledRecord
from .permissions import CHECK_RECORDS, DRAW_SAMPLE
from .sample_rules import share_within

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Result:
    """What the checked records say; ``matching`` lies between ``low`` and ``high`` (95 %, exact).

    A record whose source is not there does not match (measure 6.4).
    """

    drawn: int
    checked: int
    agrees: int
    differs: int
    missing: int
    low: float
    high: float

    @property
    def coverage(self) -> float:
        return self.checked / self.drawn if self.drawn else 0.0

    @property
    def matching(self) -> float | None:
        return self.agrees / self.checked if self.checked else None

    @property
    def error_rate(self) -> float | None:
        return None if self.matching is None else 1 - self.matching

    def said(self) -> dict[str, str]:
        """Error rate and its interval as pages say them."""
        rate = self.error_rate
        shown = {"low": 1 - self.high, "high": 1 - self.low, "rate": rate or 0.0}
        return {name: percent(f"{value * 100:.1f}") for name, value in shown.items()}


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample: how far it is checked, what it tells, and what is next to check."""

    slug: str
    uuid: UUID
    starts: date
    ends: date
    seed: str
    digest: str
    population: int
    drawn_at: datetime
    result: Result
    sites: Sequence[tuple[str, int, int]]
    next: UUID | None
    may_check: bool


def samples(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Sample]:
    """The samples the actor sees."""
    rows = Sample.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.select_related("ecosystem")


def sample_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Sample:
    """The sample; raises NotFound."""
    row = samples(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def records(actor: Actor, row: Sample) -> QuerySet[SampledRecord]:
    """Its records as far as the actor checks them."""
    rows = SampledRecord.objects.visible_to(actor).filter(sample=row)
    return rows.select_related("site", "person", "checked_by", "recorded_by").order_by("position")


def record_row(actor: Actor, row: Sample, uuid: UUID) -> SampledRecord:
    """One of them; raises NotFound."""
    found = records(actor, row).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def next_to_check(actor: Actor, row: Sample) -> UUID | None:
    """The first record that nobody checked and that the actor did not record."""
    left = records(actor, row).filter(verdict="").exclude(recorded_by=actor.person_id or 0)
    found: UUID | None = left.values_list("uuid", flat=True).first()
    return found


def result_of(row: Sample) -> Result:
    """What the whole sample tells, whoever looks."""
    verdicts = Counter(SampledRecord.objects.filter(sample=row).values_list("verdict", flat=True))
    drawn = sum(verdicts.values())
    checked = drawn - verdicts[""]
    low, high = share_within(verdicts["agrees"], checked)
    return Result(
        drawn, checked, verdicts["agrees"], verdicts["differs"], verdicts["missing"], low, high
    )


def sample_page(actor: Actor, row: Sample) -> SamplePage:
    """The sample with what it tells and how far each site is."""
    told = list(records(actor, row))
    sites: dict[str, list[int]] = {}
    for one in told:
        count = sites.setdefault(one.site.name if one.site else "–", [0, 0])
        count[0] += one.verdict != ""
        count[1] += 1
    is_open = row.ecosystem.closed_on is None
    return SamplePage(
        row.ecosystem.slug, row.uuid, row.starts, row.ends, row.seed, row.digest, row.population,
        row.drawn_at, result_of(row),
        [(name, done, all_) for name, (done, all_) in sorted(sites.items())],
        next_to_check(actor, row) if is_open else None, is_open,
    )  # fmt: skip


def may_draw(actor: Actor, ecosystem: Ecosystem) -> bool:
    return actor.may(DRAW_SAMPLE, ecosystem.pk)


def may_see(actor: Actor, ecosystem: Ecosystem) -> bool:
    """Whether the pages of samples are for the actor."""
    if not actor.holds(VIEW_ECOSYSTEM, ecosystem.pk):
        return False
    return actor.holds(CHECK_RECORDS, ecosystem.pk) or bool(
        actor.sites_with(CHECK_RECORDS, ecosystem.pk)
    )


def left_to_check(actor: Actor) -> QuerySet[SampledRecord]:
    """What the actor could check, in open ecosystems."""
    left = SampledRecord.objects.visible_to(actor).filter(verdict="")
    return left.filter(not_closed("sample__ecosystem")).exclude(recorded_by=actor.person_id or 0)


def unfinished(actor: Actor) -> list[tuple[Sample, int]]:
    """Open samples with how many records the actor could check in each."""
    left = left_to_check(actor).order_by().values_list("sample")
    of_each: dict[int, int] = dict(left.annotate(n=Count("pk")))
    rows = Sample.objects.visible_to(actor).filter(pk__in=of_each).select_related("ecosystem")
    return [(row, of_each[row.pk]) for row in rows.order_by("drawn_at", "pk")]
