"""Whether a text that is to travel says who belongs to the place it comes from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width, normalize

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.commons.people.models import Organisation, Person

from .keys import key_from

SHORTEST: Final = 3
"""A name of one word with fewer letters is also found in what names nobody."""
LONG_ENOUGH: Final = 6
GRAM: Final = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stays behind: where it stands, what it says, and whom it names.

    ``whole`` is whether the row that it belongs to stays behind with it. Where the ``names`` are
    addresses and numbers (``reaches``), these alone stay, and the rest of the text travels.
    """

    where: str
    text: str
    names: tuple[str, ...]
    whole: bool = False
    reaches: bool = False


def staying(
    where: str, texts: Iterable[str], named: Mapping[str, tuple[str, ...]]
) -> list[Passage]:
    """Those of a row's texts that name somebody, for which the row stays behind."""
    return [Passage(where, one, named[one], whole=True) for one in texts if one in named]


def named_in(row: Ecosystem, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Which of the texts say the name of an organisation or a person of the ecosystem, and whose."""
    return _told(texts, _organisations(row), _people(row))


def persons_in(row: Ecosystem, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Which of the texts say the name of a person of the ecosystem, and whose."""
    return _told(texts, (), _people(row))


def _organisations(row: Ecosystem) -> Iterator[tuple[str, str]]:
    here = Q(kept_by=row) | Q(memberships__ecosystem=row)
    rows = Organisation.objects.filter(here).distinct().values_list("name", flat=True)
    for name in rows.iterator():
        yield name, f" {_spaced(name)} "


def _people(row: Ecosystem) -> Iterator[tuple[str, str]]:
    """Each name, in the order it is sorted by too, with what is sought of it.

    Of several words, or in a script without spaces, it is found with something attached, as in
    “and” in Arabic. Of one word it is found as it is written: Will and not will.

    People of the parts as well: the whole tells of their work. Not those of the ecosystem above, as
    what is held back would tell who is in it.
    """
    places = (row.pk, *beneath(row.pk).all)
    here = Q(kept_by__in=places) | Q(assignments__ecosystem__in=places)
    rows = Person.objects.filter(here).distinct()
    for name, sorted_by, called in rows.values_list("name", "sort_name", "called").iterator():
        for one in {name, sorted_by, called}:
            bare = _spaced(one)
            if " " in bare or any(east_asian_width(letter) == "W" for letter in bare):
                yield name, bare
        in_keys = key_from(name).replace("-", " ")
        if not name.isascii() and " " in in_keys and len(in_keys) > LONG_ENOUGH:
            yield name, f" {in_keys} "
        single = _cased(name)
        if len(single) >= SHORTEST and " " not in single:
            yield name, f" {single} "


def _told(texts: Iterable[str], *names: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Whose names the texts say; most names are passed over by three letters that no text has."""
    told = {text: (f" {_spaced(text)} ", f" {_cased(text)} ") for text in texts if text}
    if not told:
        return {}
    everything = " ".join(words for both in told.values() for words in both)
    grams = {everything[at : at + GRAM] for at in range(len(everything))}
    said = {
        sought: name
        for several in names
        for name, sought in several
        if sought.strip()
        and all(sought[at : at + GRAM] in grams for at in range(len(sought) - GRAM + 1))
        and sought in everything
    }
    found = {
        text: tuple(sorted({said[one] for one in said if any(one in words for words in both)}))
        for text, both in told.items()
    }
    return {text: whose for text, whose in found.items() if whose}


def _spaced(text: str) -> str:
    """Its words alone, so that a name is found whatever stands beside it."""
    return _cased(text.casefold())


def _cased(text: str) -> str:
    """The same in the letters in which it is written; an accent apart from its letter is one with it."""
    return " ".join(re.findall(r"[^\W_]+", normalize("NFKC", text)))
