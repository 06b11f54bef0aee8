"""A round in plain files: two CSV files in, who got what out; mistakes are told line by line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from hedgerow.foundation.plainfiles import Problem, listed, number, rows

from .rules.acceptance import Matching, match
from .rules.rounds import CLASSES, NO_OFFER, Ints, Reserve, Round, lottery
from .rules.stability import Verdict, judge

MOST_SEATS = 1_000_000
HEADINGS = ("learner", "offer", "wish", "drawn")


@dataclass(slots=True)
class Files:
    """What the files say: offers with seats and reserves, learners with their wishes."""

    offers: dict[str, int] = field(default_factory=dict)
    seats: list[int] = field(default_factory=list)
    reserves: list[tuple[int, str, int]] = field(default_factory=list)
    wishes: dict[str, list[tuple[int, int, frozenset[str]]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matched:
    """The files matched: learners in the order of the file, and what the check found."""

    learners: Sequence[str]
    offers: Sequence[str]
    lots: Ints
    matching: Matching
    verdict: Verdict

    def lines(self) -> Iterator[Sequence[object]]:
        """A line a learner, the headings first: offer and which wish it was, empty for none."""
        yield HEADINGS
        for at, learner in enumerate(self.learners):
            place, rank = int(self.matching.places[at]), int(self.matching.ranks[at])
            placed = place != NO_OFFER
            yield (
                learner, self.offers[place] if placed else "", rank + 1 if placed else "",
                int(self.lots[at]) + 1,
            )  # fmt: skip


def read(offers: Iterable[str], wishes: Iterable[str], names: tuple[str, str]) -> Files:
    """Read both files; ``names`` are what they are called. Problems are kept, not raised."""
    found = Files()
    _read_offers(found, offers, names[0])
    _read_wishes(found, wishes, names[1])
    return found


def _read_offers(found: Files, lines: Iterable[str], name: str) -> None:
    for line, row in rows(lines, ("offer", "seats"), found.problems, name):
        title, seats = row["offer"], number(row["seats"], MOST_SEATS)
        wrong = ""
        if not title:
            wrong = "an offer needs a name"
        elif title in found.offers:
            wrong = f"{title} stands here twice"
        elif seats is None:
            wrong = f"{row['seats']!r} is no number of seats"
        if wrong or seats is None:
            found.problems.append(Problem(name, line, wrong))
            continue
        found.offers[title] = len(found.seats)
        found.seats.append(seats)
        _read_reserves(found, row.get("reserves", ""), name, line, seats)


def _read_reserves(found: Files, text: str, name: str, line: int, seats: int) -> None:
    taken = 0
    for one in filter(None, (part.strip() for part in text.split(";"))):
        group, _sign, count = one.rpartition("=")
        reserved = number(count, MOST_SEATS)
        if not group.strip() or reserved is None:
            found.problems.append(Problem(name, line, f"{one!r} is no reserve: write group=seats"))
            continue
        taken += reserved
        found.reserves.append((len(found.seats) - 1, group.strip(), reserved))
    if taken > seats:
        found.problems.append(Problem(name, line, f"{taken} of {seats} seats are reserved"))


def _read_wishes(found: Files, lines: Iterable[str], name: str) -> None:
    for line, row in rows(lines, ("learner", "offer"), found.problems, name):
        learner, title = row["learner"], row["offer"]
        priority = number(row.get("priority") or "0", CLASSES)
        own = found.wishes.setdefault(learner, []) if learner else []
        wrong = ""
        if not learner:
            wrong = "a wish needs a learner"
        elif not title:
            continue  # a learner without a wish draws all the same
        elif title not in found.offers:
            wrong = f"there is no offer {title}"
        elif any(offer == found.offers[title] for offer, *_rest in own):
            wrong = f"{learner} wishes for {title} twice"
        elif priority is None:
            wrong = f"a priority is 0 to {CLASSES}"
        if wrong or priority is None:
            found.problems.append(Problem(name, line, wrong))
            continue
        own.append((found.offers[title], priority, listed(row.get("groups", ""))))


def round_of(files: Files) -> Round:
    """The round that the files describe; raises ValueError where they have problems."""
    if files.problems:
        raise ValueError("files with problems describe no round")
    lists = list(files.wishes.values())
    width = max([1, *map(len, lists)])
    wishes = np.full((len(lists), width), NO_OFFER, np.int32)
    classes = np.zeros((len(lists), width), np.uint8)
    for learner, own in enumerate(lists):
        for at, (offer, priority, _groups) in enumerate(own):
            wishes[learner, at], classes[learner, at] = offer, priority
    reserves = []
    for offer, group, seats in files.reserves:
        members = [
            any(one == offer and group in groups for one, _priority, groups in own) for own in lists
        ]
        reserves.append(Reserve(offer, seats, np.array(members, np.bool_)))
    return Round(wishes, classes, np.array(files.seats, np.int32), tuple(reserves))


def matched(files: Files, seed: str) -> Matched:
    """Match what the files say by the draw of that seed, and have it judged."""
    of, learners = round_of(files), list(files.wishes)
    lots = lottery(seed, learners)
    matching = match(of, lots)
    return Matched(learners, list(files.offers), lots, matching, judge(of, lots, matching.places))
