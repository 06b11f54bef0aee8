"""A blueprint without addresses and numbers by which somebody of the place it comes from is reached."""

from collections.abc import Iterable, Mapping
from typing import Any

from .contacts import contacts_in, without_contacts
from .guarding import ENDS, KEYS, Path, is_said_otherwise, row_called
from .names import Passage

Sections = Mapping[str, Any]


def unreachable(sections: Sections, languages: Iterable[str]) -> tuple[Sections, list[Passage]]:
    """The sections with a mark in place of each, and the texts that had one.

    Of a text only these are left out, as what stands around them says nothing of anybody. Whose they
    are nobody can tell from a text, so those of the organisation itself stay behind as well.
    ``languages`` are steps of a path that say no place.
    """
    held = list[Passage]()
    return {
        name: _made(one, (name,), frozenset(languages), held) for name, one in sections.items()
    }, held


def _made(value: Any, path: Path, languages: frozenset[str], held: list[Passage]) -> Any:
    if isinstance(value, str):
        return _text(value, path, languages, held)
    if isinstance(value, list | tuple):
        rows = enumerate(value, 1)
        return [_made(one, (*path, row_called(one, at)), languages, held) for at, one in rows]
    if isinstance(value, dict):
        return {key: _made(one, (*path, key), languages, held) for key, one in value.items()}
    return value


def _text(text: str, path: Path, languages: frozenset[str], held: list[Passage]) -> str:
    points = path[-1] in ENDS and not text.startswith("http")
    if path[-1] in KEYS or points or is_said_otherwise(text, path):
        return text
    found = contacts_in(text)
    if found:
        where = " / ".join(one for one in path if one not in languages)
        held.append(Passage(where, text, found, reaches=True))
    return without_contacts(text) if found else text
