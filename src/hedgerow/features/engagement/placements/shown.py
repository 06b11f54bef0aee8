"""What the page of a placement is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.foundation import subjects

from . import rules
from .hosts import AskLine
from .lines import HoursLine, StepLine
from .models import Placement

Text = str | Promise
State = Placement.State


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said; None where it is not read yet."""

    side: str
    words: Text
    by: str
    at: datetime
    ratings: Sequence[tuple[str, str]]
    comment: str


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """A placement with everything that the reader may see and do."""

    uuid: UUID
    slug: str
    kind: str
    learner: str
    learner_uuid: UUID
    host: str
    host_uuid: UUID | None
    supervisor: str
    site: str
    starts: date | None
    ends: date | None
    state: str
    words: Text
    stage: rules.Stage
    wish: str
    reason: str
    offer: subjects.Link | None
    steps: Sequence[StepLine]
    hours: Sequence[HoursLine]
    confirmed: float
    unconfirmed: float
    goal: float | None
    said: Sequence[Said]
    waits_for: Sequence[Text]
    evaluate_until: date | None
    parts: frozenset[rules.Part]
    revision: int
    simulated: bool
    waiting_sides: frozenset[str]
    asks: Sequence[AskLine]
    may_answer: bool
    own_child: bool
    silence: str
    host_id: int | None
    is_early: bool
    is_past: bool
    beside: str

    @property
    def is_kin_at_host(self) -> bool:
        """Whether the reader would act for the host, were it not about the own child."""
        return self.own_child and "host" in self.parts

    @property
    def may_arrange(self) -> bool:
        mine = bool({"school", "convener"} & self.parts)
        return mine and self.state in (State.REQUESTED, State.PREPARING)

    @property
    def ask(self) -> AskLine | None:
        """How it stands with the host that it has now."""
        live = [one for one in self.asks if one.state in ("asked", "accepted")]
        return live[0] if live else None

    @property
    def declined(self) -> AskLine | None:
        """The no of the host asked last, while nobody else is asked."""
        last = self.asks[0] if self.asks and self.state == State.REQUESTED else None
        return last if last and last.state == "declined" else None

    @property
    def hears(self) -> str:
        """As whom the reader hears what a host said: learner or guardian; empty for others."""
        if {"school", "convener"} & self.parts:
            return ""
        return next((part for part in ("learner", "guardian") if part in self.parts), "")

    @property
    def is_ready(self) -> bool:
        """Whether nothing but a press of the reader's lets it begin, now or on its first day."""
        return self.may_arrange and self.stage == "ready"

    @property
    def may_start(self) -> bool:
        return self.is_ready and not self.is_early

    @property
    def may_ask_host(self) -> bool:
        """Whether the request says host and days, so that the host can be asked by one press."""
        complete = self.host and self.starts and self.ends and not self.is_past
        return self.may_arrange and self.state == State.REQUESTED and bool(complete)

    @property
    def may_close(self) -> bool:
        """Whoever hosts says so by an answer, or once it was given."""
        if self.parts == {"host"}:
            return self.state == State.PREPARING and not (self.may_answer or self.own_child)
        return bool(self.parts) and self.state in (State.REQUESTED, State.PREPARING)

    @property
    def withdraws(self) -> bool:
        """Whether the reader closes it as learner or family, who decline nothing."""
        return rules.withdraws(self.parts)

    @property
    def may_end(self) -> bool:
        return bool({"school", "convener"} & self.parts) and self.state == State.RUNNING

    @property
    def has_begun(self) -> bool:
        return self.state in (State.RUNNING, State.ENDED, State.STOPPED)

    @property
    def may_log(self) -> bool:
        mine = bool({"learner", "school", "convener"} & self.parts) and not self.own_child
        return mine and self.has_begun

    @property
    def may_confirm(self) -> bool:
        return any(line.may_decide for line in self.hours)

    @property
    def may_evaluate(self) -> str:
        """The side for which the reader may evaluate now; empty for none."""
        for side in ("learner", "host"):
            may = side in self.parts and not (side == "host" and self.own_child)
            if may and side in self.waiting_sides:
                return side
        return ""
