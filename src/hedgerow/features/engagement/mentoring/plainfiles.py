"""Mentors, tutors and learners in plain files: two CSV files in, who helps whom out; nothing is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from hedgerow.foundation.plainfiles import Problem, listed, number, rows

from .rules.assigning import assign
from .rules.certifying import Certificate
from .rules.pairs import Needed, Offered, Point, Weights, terms
from .rules.problem import UNPAIRED, Assigned, problem_of

MOST_PLACES = 1_000
HEADINGS = ("learner", "helper", "points", "km", "languages")
WAYS: Mapping[str, tuple[bool, bool]] = {
    "": (False, True), "person": (False, True), "online": (True, False), "both": (True, True),
}  # fmt: skip
"""What stands under ``meets``: whether they meet online, and whether in person."""


@dataclass(slots=True)
class Files:
    """What the files say: who helps, who needs help, and their names."""

    helpers: dict[str, Offered] = field(default_factory=dict)
    learners: dict[str, Needed] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def keys(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset(self.items.setdefault(name, len(self.items)) for name in names)


@dataclass(frozen=True, slots=True)
class Paired:
    """The files assigned, and what proves how good that is."""

    files: Files
    weights: Weights
    assigned: Assigned
    proof: Certificate

    def lines(self) -> Iterator[Sequence[object]]:
        """A line a learner in the order of the file, the headings first; empty for who waits."""
        yield HEADINGS
        helpers = list(self.files.helpers.items())
        found = zip(self.files.learners.items(), self.assigned.offers.tolist(), strict=True)
        for (learner, need), at in found:
            if at == UNPAIRED:
                yield (learner, "", "", "", "")
                continue
            name, offer = helpers[at]
            said = terms(offer, need, self.weights)
            km = "" if said.km is None else f"{said.km:.1f}"
            yield (learner, name, f"{said.cost / 1000:.1f}", km, ";".join(said.languages))


def read(helpers: Iterable[str], needs: Iterable[str], names: tuple[str, str]) -> Files:
    """Read both files; ``names`` are what they are called. Problems are kept, not raised."""
    found = Files()
    for line, row in rows(helpers, ("helper", "places"), found.problems, names[0]):
        _read_helper(found, row, names[0], line)
    for line, row in rows(needs, ("learner",), found.problems, names[1]):
        _read_learner(found, row, names[1], line)
    return found


def paired(files: Files, weights: Weights) -> Paired:
    """Pair what the files say so that all together fare best; ValueError where they have problems."""
    if files.problems:
        raise ValueError("files with problems are not paired")
    offers, needs = list(files.helpers.values()), list(files.learners.values())
    assigned, proof = assign(problem_of(offers, needs, weights))
    return Paired(files, weights, assigned, proof)


def weights_in(text: str) -> Weights | None:
    """Weights as ``km=2,language=40``; None for what names none or is no number."""
    known = {one.name: one for one in fields(Weights)}
    said: dict[str, object] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _sign, value = part.partition("=")
        if name not in known:
            return None
        if name == "needs_language":
            if value not in ("yes", "no"):
                return None
            said[name] = value == "yes"
        elif name == "farthest_km" and value == "none":
            said[name] = None
        else:
            try:
                said[name] = abs(float(value))
            except ValueError:
                return None
    return Weights(**said)  # type: ignore[arg-type]  # names and kinds were looked at


def _read_helper(found: Files, row: Mapping[str, str], file: str, line: int) -> None:
    name, places = row["helper"], number(row["places"], MOST_PLACES)
    taken = number(row.get("taken") or "0", MOST_PLACES)
    wrong = _wrong(row, name, found.helpers, "somebody who helps")
    if not wrong and places is None:
        wrong = f"{row['places']!r} is no number of places"
    if not wrong and taken is None:
        wrong = f"{row['taken']!r} is no number of places taken"
    if wrong or places is None or taken is None:
        found.problems.append(Problem(file, line, wrong))
        return
    online, in_person = WAYS[row.get("meets", "")]
    at = len(found.helpers)
    found.helpers[name] = Offered(
        at, at, places, taken, listed(row.get("languages", "")),
        found.keys(listed(row.get("items", ""))), at=_point(row), online=online,
        in_person=in_person, cleared=row.get("checked", "") != "no",
    )  # fmt: skip


def _read_learner(found: Files, row: Mapping[str, str], file: str, line: int) -> None:
    name = row["learner"]
    barred = listed(row.get("barred", ""))
    wrong = _wrong(row, name, found.learners, "a learner")
    if not wrong and (strange := sorted(barred - found.helpers.keys())):
        wrong = f"nobody who helps is called {strange[0]}"
    if wrong:
        found.problems.append(Problem(file, line, wrong))
        return
    online, in_person = WAYS[row.get("meets", "")]
    at = len(found.learners)
    found.learners[name] = Needed(
        at, -1 - at, listed(row.get("languages", "")), found.keys(listed(row.get("items", ""))),
        at=_point(row), online=online, in_person=in_person,
        barred=frozenset(found.helpers[one].person for one in barred),
    )  # fmt: skip


def _wrong(row: Mapping[str, str], name: str, known: Mapping[str, object], what: str) -> str:
    if not name:
        return f"{what} needs a name"
    if name in known:
        return f"{name} stands here twice"
    if row.get("meets", "") not in WAYS:
        return f"{row['meets']!r} is no way to meet: write person, online or both"
    if bool(row.get("latitude")) != bool(row.get("longitude")):
        return "a place has a latitude and a longitude"
    if row.get("latitude") and _point(row) is None:
        return "this is no place on earth"
    return ""


def _point(row: Mapping[str, str]) -> Point | None:
    """The place; None where none is said, or none on earth."""
    try:
        latitude, longitude = float(row.get("latitude", "")), float(row.get("longitude", ""))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
