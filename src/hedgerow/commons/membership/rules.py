"""What membership decides without asking anybody."""

import re
from collections.abc import Iterator, Mapping, Sequence
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


def same_words(typed: str, name: str) -> bool:
    """Whether somebody typed that name; how its words are spaced and capitalised is no matter."""
    return typed.casefold().split() == name.casefold().split() and bool(name.split())


def said_before(titles: Sequence[str]) -> Iterator[int]:
    """The places of the titles that an earlier one says too, however spaced and capitalised."""
    said: set[tuple[str, ...]] = set()
    for place, title in enumerate(titles):
        words = (*title.casefold().split(),)
        if words in said:
            yield place
        said.add(words)


def stops_leading(group_site: int | None, ended: set[int | None], left: set[int | None]) -> bool:
    """Whether somebody leads a group no more, by the sites of roles that ended and that are left.

    All are roles in which one may lead; None is the whole ecosystem. A role lets lead the groups
    of its organisation and those of none. Who leads a group of elsewhere goes on as long as some
    role is left, unless the one that ended was at the group's own organisation.
    """
    if not left:
        return True
    if group_site is None or left & {None, group_site}:
        return False
    return bool(ended & {None, group_site})


def tell_apart(names: Mapping[int, str], known: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """The name of each with the first thing known that differs among all of that name, else with all."""
    together: dict[str, list[int]] = {}
    for key in known:
        together.setdefault(names[key], []).append(key)
    found = {}
    for name, keys in together.items():
        columns = list(zip(*(known[key] for key in keys), strict=True))
        telling = next((one for one in columns if len(set(one)) == len(one) and all(one)), None)
        for number, key in enumerate(keys):
            parts = (telling[number],) if telling else known[key]
            found[key] = " · ".join([name, *(part for part in parts if part)])
    return found
