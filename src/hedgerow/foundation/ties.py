"""To which learners somebody is tied, as read once for a page that asks about them many times."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie by which a guardian sees a learner, in one ecosystem; ``zone`` is that ecosystem's."""

    ecosystem: int
    learner: int
    starts: date
    ends: date | None
    zone: str


@dataclass(frozen=True, slots=True)
class Ties:
    """All by which one sees somebody, ended ones too; and the learners from whom one is barred."""

    seeing: tuple[Tie, ...]
    barred: frozenset[int]

    @property
    def wards(self) -> frozenset[tuple[int, int]]:
        """Ecosystem and learner of the ties that have no end."""
        return frozenset((one.ecosystem, one.learner) for one in self.seeing if one.ends is None)
