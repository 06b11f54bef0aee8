"""Headings in fewer words: compounds taken apart, articles left out; and what a heading says is no code."""

from collections.abc import Sequence

from . import further
from .folded import parted, plain
from .plain_words import (
    ARTICLES,
    BARE,
    COUNTS,
    ENDING_COUNTS,
    HEADS,
    IN_ORDER,
    MANY,
    NOTHING,
    NUMBERS,
    OF,
    TAILS,
)  # fmt: skip


def plainly(heading: str) -> str:
    """The heading in the words by which it is looked up once it is not known as it stands."""
    words = [one for word in parted(heading).split() for one in _apart(word)]
    return " ".join(one for one in words if one not in ARTICLES)


def _apart(word: str) -> list[str]:
    """A German compound as its parts: ``schulername`` → ``schuler name``."""
    for head, stands_for in HEADS.items():
        if word.startswith(head) and word[len(head) :] in TAILS:
            return [stands_for, word[len(head) :]]
    return [word]


def is_count(heading: str) -> bool:
    """Whether it says how many there are of something, which is nothing's code."""
    words = parted(heading).split()
    if any(one in COUNTS or (one.endswith(ENDING_COUNTS) and one not in BARE) for one in words):
        return not {"postleitzahl", "plz"} & set(words)
    after = words[1:] if words and words[0] in NUMBERS else []
    return (
        bool(after)
        and bool(set(after) & MANY)
        and (after[0] in OF or (len(after) == 1 and after[0] in MANY))
    )


def is_nothing(heading: str) -> bool:
    """Whether it is one of those that exports have and nothing here keeps."""
    return plain(heading) in NOTHING or plain(heading) in IN_ORDER


def is_national(heading: str) -> bool:
    """Whether it is a number by which a state knows somebody."""
    return not further.national().isdisjoint((plain(heading), plainly(heading)))


def numbers_lines(heading: str, values: Sequence[str]) -> bool:
    """Whether a column that only says “number” counts the lines: they are others in the next file."""
    if plain(heading) in IN_ORDER:
        return True
    running = [str(at) for at in range(1, len(values) + 1)]
    return (
        plain(heading) in BARE
        and len(values) > 1
        and [one.removesuffix(".") for one in values] == running
    )
