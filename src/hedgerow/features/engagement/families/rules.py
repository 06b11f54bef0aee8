"""Filling in templates, choosing a language, and knowing whom a list of people to call names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hedgerow.commons.people.rules import words

MESSAGE: Final = "families.message"
RIGHTS: Final = "families.rights"
TO_CALL: Final = "families.to_call"
BLANK: Final = re.compile(r"\{([a-z]+)\}")
GIVEN: Final = ("child", "family", "sender", "place", "ecosystem")
"""Blanks that fill themselves."""
ASKED: Final = ("day", "time", "note", "activity")
"""Blanks that the sender fills in; what is written there is sent as it is written."""
OWN_MOST: Final = 500
"""Characters of a sender's own sentence."""

SHORTEST: Final = 6
"""Digits of a number that is somebody's alone; fewer are an extension."""

Texts = Mapping[str, Sequence[str]]
"""Language → subject and body."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The text that a family receives; ``fallback`` if it is not in the language they read."""

    language: str
    subject: str
    body: str
    fallback: bool


def blanks(texts: Texts) -> list[str]:
    """The blanks of all languages, in the order of ``GIVEN`` and ``ASKED``, then what is neither."""
    found = {name for parts in texts.values() for part in parts for name in BLANK.findall(part)}
    known = [*GIVEN, *ASKED]
    return [name for name in known if name in found] + sorted(found - set(known))


def differing(texts: Texts) -> list[str]:
    """Languages whose text has not the same blanks as the others': something would be lost."""
    sets = {code: set(BLANK.findall(" ".join(parts))) for code, parts in texts.items()}
    everything = set().union(*sets.values()) if sets else set()
    return sorted(
        code for code, found in sets.items() if found - set(GIVEN) != everything - set(GIVEN)
    )


def choose(texts: Texts, language: str, main: Sequence[str]) -> Chosen:
    """The text in that language, else in the ecosystem's own, else in any, and then marked."""
    spoken = {code: parts for code, parts in texts.items() if any(parts)}
    for code in (language, language.split("-", maxsplit=1)[0]):
        if code in spoken:
            return Chosen(code, spoken[code][0], spoken[code][1], fallback=False)
    for code in (*main, "en", *sorted(spoken)):
        if code in spoken:
            return Chosen(code, spoken[code][0], spoken[code][1], fallback=bool(language))
    raise ValueError("a template has a text")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled in; one that nobody filled stays as it is written."""
    return BLANK.sub(lambda found: values.get(found[1]) or found[0], text)


def without_blanks(text: str, words: Mapping[str, str]) -> str:
    """The text as one reads it before anything is filled in; what has no words is left open."""
    return BLANK.sub(lambda found: words.get(found[1]) or "…", text)


def is_foreign(own: str, reads: str) -> bool:
    """Whether what was written in one language is another than somebody reads."""
    return own.split("-", maxsplit=1)[0] != reads.split("-", maxsplit=1)[0]


def share(positive: int, of: int) -> float | None:
    """The part of contacts that brought good news; None where there was no contact."""
    return positive / of if of else None


def born_by(day: date, age: int) -> date:
    """Who was born on that day or earlier is so old on ``day``."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - age, day=28)


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is named and reached."""

    name: str
    phone: str
    addresses: Sequence[str]


def is_called(person: Called, name: str, phone: str, others: Sequence[str]) -> bool:
    """Whether a line of whom to call, a name and a number in a family's own words, is that person.

    By the whole name, or by number or address where the line does not name one of ``others``: a
    family may share a number.
    """
    said, own = set(words(name)), set(words(person.name))
    if own and (said == own or (len(own) > 1 and own <= said)):
        return True
    if any(set(words(other)) == said for other in others):
        return False
    written = f"{name} {phone}".casefold()
    return is_number(person.phone, phone) or any(
        address.casefold() in written for address in person.addresses
    )


def is_number(one: str, other: str) -> bool:
    """Whether both are one telephone number, with or without the country's."""
    short, long_ = sorted((_digits(one), _digits(other)), key=len)
    return len(short) >= SHORTEST and long_.endswith(short)


def _digits(number: str) -> str:
    """Its digits in any script, without the noughts that lead out of a place."""
    return "".join(str(int(sign)) for sign in number if sign.isdecimal()).lstrip("0")
