"""How large a country is, and what its people and clubs are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
FIRST_DAY = date(2026, 1, 12)
HELD, SEATS, EVERY = 20, 10, 16  # sessions held, places an activity, days between sessions
ENDS = ["ira", "ah", "ela", "in", "ara", "or", "iel", "ane"]
ROOTS = [
    "Am",
    "Nor",
    "Lu",
    "Mi",
    "Sa",
    "Ze",
    "Di",
    "Ju",
    "Ash",
    "Bo",
    "Çel",
    "É",
    "In",
    "Ka",
    "Ol",
    "Ren",
]
GIVEN = ["Muñoz", "민준", "نور", "נועה", "Søren"] + [a + b for a in ROOTS for b in ENDS]
FAMILY = ["García", "김", "الخوري", "כהן", "Núñez"] + [
    a + b.strip("a") + c for a in ROOTS for b in ENDS for c in ("sson", "ova", "ez")
]
SUBJECTS = [
    "Robotics",
    "Reading",
    "Chess",
    "Choir",
    "Garden",
    "Football",
    "Algebra",
    "Theatre",
    "Coding",
    "Welding",
    "Debate",
    "Art",
]
LEARNERS, TUTORS = 0.92, 0.06  # of a hundred people; the rest are guardians


@dataclass(frozen=True, slots=True)
class Country:
    """How many there are of each; ids of every kind begin with 1."""

    schools: int
    partners: int
    people: int
    activities: int

    @classmethod
    def of(cls, scale: float) -> Country:
        return cls(
            round(28_000 * scale), round(2_000 * scale), round(1_000_000 * scale),
            round(100_000 * scale),
        )  # fmt: skip

    @property
    def learners(self) -> int:
        return round(self.people * LEARNERS)

    @property
    def tutors(self) -> int:
        return round(self.people * TUTORS)

    @property
    def at_school(self) -> int:
        """Learners that every school has at least."""
        return self.learners // self.schools
