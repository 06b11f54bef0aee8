"""E-mail addresses and telephone numbers in texts that are to travel. Pure.

Rather a number too many than one too few: whoever takes the set-up along is told what was left out,
and writes it in again where it is wanted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

MARK: Final = "[…]"
"""What stands in place of an address or a number."""
LEAST_DIGITS: Final = 7
_TURNS: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BETWEEN: Final = rf"[ \t\u00a0\u2009\u202f./()\-–‐‑\u2212{_TURNS}]"
_AT: Final = r"(?:@|\s*[\[({]\s*(?:at|arroba|@)\s*[\])}]\s*)"
_DOT: Final = r"(?:\.|\s*[\[({]\s*(?:dot|punto)\s*[\])}]\s*)"
_MAIL: Final = rf"[\w.+'-]{{0,64}}\w{_AT}\w[\w-]*(?:{_DOT}\w[\w-]*)+"
_CHAT: Final = r"(?:https?://)?\b(?:wa\.me|t\.me|api\.whatsapp\.com|signal\.me)/\S+"
_KEPT: Final = (
    r"(?:https?://|www\.)\S+|\b(?:ISBN|ISSN|DOI)\b[\s:]*[\dXx][\dXx\s./-]*"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
_NUMBER: Final = rf"(?<!\d)[+＋]?(?:\((?=\d+\)))?\d(?:{_BETWEEN}*\d){{{LEAST_DIGITS - 1},}}"
_FOUND: Final = re.compile(
    f"(?P<mail>(?:mailto:)?{_MAIL})|(?P<chat>{_CHAT})|(?P<kept>{_KEPT})|(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_YEAR: Final = r"(?:1[5-9]|20|21)\d\d"
_DAYS: Final = re.compile(
    rf"{_YEAR}(?:{_BETWEEN}+{_YEAR})+|{_YEAR}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\s?\d\d?[-./]\s?{_YEAR}"
)
"""Years and days, which look like numbers."""


def contacts_in(text: str) -> tuple[str, ...]:
    """The addresses and numbers that the text has, each once, as they stand."""
    return tuple(dict.fromkeys(one.group() for one in _matches(text)))


def reached_in(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Which of the texts have any, and which."""
    return {one: found for one in texts if (found := contacts_in(one))}


def without_contacts(text: str) -> str:
    """The text with a mark in place of each."""
    made, last = "", 0
    for one in _matches(text):
        made += text[last : one.start()] + MARK
        last = one.end()
    return made + text[last:]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What is in an address of the web is part of that, but for an e-mail address in it."""
    for one in _FOUND.finditer(text):
        if one["kept"]:
            start = one.start()
            for inner in re.finditer(_MAIL, one["kept"]):
                yield from _FOUND.finditer(text, start + inner.start(), start + inner.end())
        elif not (one["number"] and _counts(one["number"])):
            yield one


def _counts(number: str) -> bool:
    """Whether it is of years or days, or goes up by one from each to the next, as grades do."""
    steps = [int(one) for one in re.findall(r"\d+", number)]
    in_order = len(steps) > 1 and all(b - a == 1 for a, b in pairwise(steps))
    return in_order or _DAYS.fullmatch(number) is not None
