"""Who has a part in a placement, what keeps it from beginning, and who sees an evaluation when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, Literal

Part = Literal["learner", "guardian", "school", "host", "convener"]
Stage = Literal["requested", "asked", "forms", "ready", "running", "evaluate", "over", "closed"]
STAGES: Final[tuple[Stage, ...]] = (
    "requested", "asked", "forms", "ready", "running", "evaluate", "over", "closed",
)  # fmt: skip
MOST_A_DAY: Final = 12 * 60
"""Minutes: more in a day is a slip of the pen."""
LACKING: Final = ("open", "refused")
"""States of a step in which a placement does not begin."""
CONSENT: Final = frozenset({"consent", "permission", "agreement"})
"""In the key of what is agreed to; else a guardian's step is, unless it is on ``PAPER``."""
MEDICAL: Final = frozenset({"medical", "emergency", "health"})
PAPER: Final = MEDICAL | {"form", "way"}
TO_EVALUATE: Final = timedelta(days=21)
"""So long after the last day both may still evaluate unread by the other."""


@dataclass(frozen=True, slots=True)
class Check:
    """A step as the beginning of a placement looks at it."""

    title: str
    state: str
    has_validity: bool
    valid_until: date | None


def missing(checks: Iterable[Check]) -> list[str]:
    """Titles of steps that are still open."""
    return [one.title for one in checks if one.state == "open"]


def refused(checks: Iterable[Check]) -> list[str]:
    """Titles of what somebody did not agree to."""
    return [one.title for one in checks if one.state == "refused"]


def is_consent(key: str, who: str, *, has_validity: bool) -> bool:
    """Whether a step is a yes or a no of the family, rather than a form or a check it sees to."""
    words = set(key.split("-"))
    if has_validity or who not in ("guardian", "learner"):
        return False
    return bool(words & CONSENT) or (who == "guardian" and not words & PAPER)


def is_medical(key: str) -> bool:
    """Whether a step asks for what those on duty must know: the emergency page has it."""
    return bool(set(key.split("-")) & MEDICAL)


def running_out(checks: Iterable[Check], ends: date) -> Check | None:
    """The first check that is not valid until the last day, that day included."""
    for one in checks:
        done = one.state == "done" and one.has_validity
        if done and (one.valid_until is None or one.valid_until < ends):
            return one
    return None


def vouches_for_own(actor: str, parts: Collection[str], *, own_child: bool) -> bool:
    """Whether it is a host's step about oneself or about a learner for whom one answers."""
    return actor == "host" and (own_child or "learner" in parts)


def may_act(actor: str, parts: Collection[str], *, own_child: bool) -> bool:
    """Whether who has those parts sees to a step that names ``actor``.

    The school and the convener see to a learner's or guardian's step too, from paper, and the
    convener to a host's. A host's is never seen to by the learner or who answers for them
    (``own_child``, in whatever ecosystem), whatever else they are.
    """
    if vouches_for_own(actor, parts, own_child=own_child):
        return False
    if actor in parts or "convener" in parts:
        return True
    return actor in ("learner", "guardian") and "school" in parts


def minutes_between(begins: time, ends: time) -> int:
    """Whole minutes; 0 or less where it ends before it begins."""
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute


def may_decide(parts: Collection[str], *, same_person: bool, own_child: bool) -> bool:
    """Whether somebody confirms or disputes hours: for the host, never one's own or one's child's."""
    return ("host" in parts or "convener" in parts) and not (same_person or own_child)


def opens_other(own: bool, other: bool, until: date | None, today: date) -> bool:
    """Whether a side reads the other's evaluation: both are in, or the time for it has passed."""
    return other and (own or (until is not None and until < today))


def may_answer(parts: Collection[str], *, is_heard_here: bool, own_child: bool) -> bool:
    """Whether somebody says for the host if it takes the learner.

    The convener may enter what the host said; the school too, where nobody answers for the host.
    The learner never does, nor who answers for them.
    """
    if own_child or "learner" in parts:
        return False
    if "host" in parts or "convener" in parts:
        return True
    return "school" in parts and not is_heard_here


def withdraws(parts: Collection[str]) -> bool:
    """Whether who has those parts closes a request as the learner or the family alone."""
    return {*parts} <= {"learner", "guardian"}


def passed(
    starts: date | None, ends: date | None, *, kept: date | None, today: date
) -> Literal["starts", "ends"] | None:
    """Which of the days has passed: the first unless it is the one ``kept``, the last at any rate."""
    if starts is not None and starts < today and starts != kept:
        return "starts"
    return "ends" if ends is not None and ends < today else None


def stage(
    state: str,
    *,
    open_steps: int,
    evaluations: int,
    until: date | None,
    today: date,
    is_asked: bool = False,
) -> Stage:
    """Where a placement stands on the board; ``is_asked``: its host has not accepted yet."""
    if state == "preparing" and is_asked:
        return "asked"
    if state == "preparing":
        return "forms" if open_steps else "ready"
    if state in ("ended", "stopped"):
        waits = evaluations < 2 and (until is None or until >= today)
        return "evaluate" if waits else "over"
    if state == "requested" or state == "running":
        return state  # type: ignore[return-value]  # one of the two
    return "closed"


def unfit(ratings: Mapping[str, int], asked: Sequence[str], scale: Collection[int]) -> list[str]:
    """Keys that are not asked, or rated off the scale, or asked and left out."""
    wrong = {key for key, level in ratings.items() if key not in asked or level not in scale}
    return sorted(wrong | (set(asked) - set(ratings)))
