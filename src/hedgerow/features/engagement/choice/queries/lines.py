"""What a page of a round shows, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hedgerow.commons.ecosystems.told import Told
from hedgerow.foundation.jobs.queries import Progress
from hedgerow.foundation.ui.steps import Step

from .afterwards import Untied
from .barred import Left, Out
from .claims import Claim


@dataclass(frozen=True, slots=True)
class Kept:
    """Title and words as they are kept, and ``told`` the same in other languages, for programs."""

    title: str
    summary: str
    told: Told


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of priority, or seats reserved, as learners read it."""

    uuid: UUID
    title: str
    kind: Any
    offer: str
    seats: int | None
    kept: Kept


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What can be chosen, with the seats, those of them reserved, and where it is.

    ``claimed``, for who runs the round until it is published, is what other rounds have of it.
    """

    uuid: UUID
    title: str
    summary: str
    seats: int
    site: str
    activity: UUID | None
    opportunity: UUID | None
    reserves: Sequence[RuleLine]
    is_untitled: bool
    kept: Kept
    claimed: Sequence[Claim] = ()


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run, with what it was and what the check found."""

    number: int
    at: datetime
    by: str
    reason: str
    learners: int
    placed: int
    blocking: int
    digest: str


@dataclass(frozen=True, slots=True)
class DrawLine:
    """The promise of the seed, and the seed once it is shown."""

    commitment: str
    committed_at: datetime
    seed: str
    revealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Work:
    """What who runs the round sees besides."""

    learners: int
    chosen: int
    missing: int
    is_dirty: bool
    reminded_at: datetime | None
    progress: Progress | None
    runs: Sequence[RunLine]
    to_enrol: int
    untied: Sequence[Untied]
    waits: Sequence[Left]
    taken_out: Sequence[Out]
    gone: Sequence[str]
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round for one reader; ``work`` is for who runs it alone."""

    slug: str
    uuid: UUID
    key: str
    title: str
    summary: str
    kept: Kept
    state: str
    state_label: Any
    opens_on: date
    closes_on: date
    answer_by: date | None
    most_wishes: int
    grades: Sequence[str]
    group: str
    site: str
    offers: Sequence[OfferLine]
    rules: Sequence[RuleLine]
    draw: DrawLine | None
    revision: int
    is_choosing: bool
    simulated: bool
    work: Work | None
    rules_stand: bool
