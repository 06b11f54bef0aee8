"""What the values of a column are: addresses, days, numbers that stand once, words for roles."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hedgerow.commons.ecosystems import words
from hedgerow.commons.people.rules import fold
from hedgerow.foundation.ui.files import unguarded

SAMPLE: Final = 500
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ISO = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
SERIAL = re.compile(r"[2-5][0-9]{4}")
CODE = re.compile(r"[A-Za-z]{0,4}-?[0-9]+")
YEAR = re.compile(r"[12][0-9]{3}")
WEB = re.compile(r"(https?://|www\.)\S+")
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "learner": ("s", "student", "pupil", "learner", "alumno", "alumna", "estudiante", "schuler"),
    "educator": ("t", "teacher", "educator", "staff", "docente", "profesor", "maestra", "lehrer"),
    "tutor": ("tutor", "mentor", "coach", "aide"),
    "guardian": ("parent", "guardian", "mother", "father", "padre", "madre", "eltern"),
    "leader": ("principal", "head", "leader", "director", "directora"),
}
MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "present": ("p", "present", "x", "1", "presente", "anwesend"),
    "absent": ("a", "absent", "0", "ausente", "fehlt"),
    "late": ("l", "late", "tarde", "tardy", "retraso"),
    "excused": ("e", "excused", "justificado", "entschuldigt"),
}
LOOKUPS: Final = {"role": ROLES, "status": MARKS}


def filled(values: Sequence[str]) -> list[str]:
    """The first values that are there."""
    return [unguarded(one).strip() for one in values if one.strip()][:SAMPLE]


def all_match(values: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(values) and all(pattern.fullmatch(one) for one in values)


def day_format(values: Sequence[str], *, month_first: bool) -> str | None:
    """How the days of a column are written; "" where it needs no saying, None where they are none.

    ``month_first`` decides where nothing in the column does.
    """
    if all_match(values, ISO):
        return ""
    if all_match(values, SERIAL):
        return "serial"
    told = _days(values)
    if not told:
        return None
    if (decided := month_first_in(values)) is not None:
        month_first = decided
    sign, year = told[0][1], "YYYY" if len(told[0][3]) == 4 else "YY"
    return sign.join(("M", "D", year) if month_first else ("D", "M", year))


def month_first_in(values: Sequence[str]) -> bool | None:
    """Whether the month stands first, by a number above 12; None where no day says so."""
    told = _days(values)
    if any(int(first) > 12 for first, *_more in told):
        return False
    return True if any(int(second) > 12 for _first, _sign, second, _year in told) else None


def _days(values: Sequence[str]) -> list[tuple[str, ...]]:
    """First and second number, their sign and the year of each day; none unless all are days."""
    found = [DAY.fullmatch(one) for one in values]
    return [one.groups() for one in found if one] if all(found) else []


def latest_year(values: Sequence[str]) -> int:
    """The highest year that stands in the values; 0 where none does."""
    return max((int(one) for text in values for one in YEAR.findall(text)), default=0)


def looked_up(field: str, values: Sequence[str]) -> dict[str, str]:
    """Words of a column → our own, where all of them are known and some are not ours already."""
    table = LOOKUPS.get(field, {})
    known = {word: ours for ours, words in table.items() for word in (ours, *words)}
    different = sorted(set(values))
    found = {one: known.get(fold(one).strip(), "") for one in different}
    if not all(found.values()) or all(one == ours for one, ours in found.items()):
        return {}
    return found


def meant(field: str, text: str) -> str:
    """Our own word for one that somebody wrote, such as a role in the reader's language."""
    own = {fold(str(word)): key for key, word in words.ROLES.items()} if field == "role" else {}
    known = {word: ours for ours, many in LOOKUPS.get(field, {}).items() for word in (ours, *many)}
    return {**known, **own}.get(fold(text).strip(), text)


def site_field(means: str, values: Sequence[str]) -> str:
    """The field for a school: numbers alone are codes."""
    codes = means == "organisation_name" and all_match(values, CODE)
    return "organisation_code" if codes else means
