"""What membership decides without asking anybody."""

import re
from datetime import date

BREAKS = re.compile(r"[\n\r,;]+")
NAMED = re.compile(r"^.*<([^<>]*)>$")


def addresses_in(text: str) -> list[str]:
    """The e-mail addresses of a text, one a line or between commas, in lower case, each once.

    ``Ada Birch <ada@example.org>``, as mail programs copy it, is the address in it. What is no
    address comes back as it stands: whoever typed it is told.
    """
    parts = (part.strip() for part in BREAKS.split(text))
    bare = (NAMED.sub(r"\1", part).strip().lower() for part in parts if part)
    return list(dict.fromkeys(part for part in bare if part))


def age_on(born: date, day: date) -> int:
    """Full years on a day; who was born on 29 February grows older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def answers_oneself(born: date | None, *, learns: bool, age: int, on: date) -> bool:
    """Whether somebody gives consent without a guardian from that age on.

    Of learners without a date of birth nobody knows, so a guardian answers; others are adults.
    """
    if born is None:
        return not learns
    return age_on(born, on) >= age


def answer_that_counts(before: str, agrees: bool) -> str:
    """The answer to keep after one more: a yes that becomes a no is withdrawn."""
    if agrees:
        return "given"
    return "withdrawn" if before in ("given", "withdrawn") else "refused"
