"""A blueprint without the passages that name persons of the place it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from django.conf.locale import LANG_INFO

from hedgerow.commons.ecosystems.models import Ecosystem

from .names import Passage, persons_in

OMITTED: Final = "[…]"
"""What stands in place of a passage, so that whoever plants it sees that there was one."""
SAID_OTHERWISE: Final = frozenset({
    "time_zone", "country", "languages", "kind", "status", "starts", "ends", "audience", "sight",
    "goes", "role", "roles", "held_by", "by", "second_factor_roles", "dimension", "group", "grades",
})  # fmt: skip
"""Fields that hold a choice, a key or a day, and no words of anybody's."""
KEYED_FREELY: Final = frozenset({"vocabulary", "asked"})
"""Below these, what looks like a field is a key of somebody's choice."""
KEYS: Final = ("key", "code", "version")
ENDS: Final = ("origin", "destination")

Path = tuple[str, ...]


@dataclass(slots=True)
class Guard:
    """What is held back of one blueprint; ``moved`` are keys that named somebody, with new ones."""

    named: Mapping[str, tuple[str, ...]]
    languages: frozenset[str]
    taken: frozenset[str]
    moved: dict[str, str] = field(default_factory=dict)
    held: list[Passage] = field(default_factory=list)

    def made(self, value: Any, path: Path = ()) -> Any:
        """The same with no passage that names somebody."""
        if is_said_otherwise(value, path) and not self._refers(value):
            return value
        if isinstance(value, str):
            return self._text(value, path)
        if isinstance(value, list | tuple):
            return [self.made(one, (*path, row_called(one, at))) for at, one in enumerate(value, 1)]
        if isinstance(value, dict):
            if self._is_telling(value):
                return self._telling(value, path)
            value = self._called(value, path)
            return {
                self._key(key, path): self.made(one, (*path, key)) for key, one in value.items()
            }
        return value

    def _refers(self, value: object) -> bool:
        return isinstance(value, str) and value in self.moved

    def _key(self, key: str, path: Path) -> str:
        """A key that somebody chose, as of a word; fields of the file have one word each."""
        return self._key_instead(key, path) if "-" in key and key in self.named else key

    def _text(self, text: str, path: Path) -> str:
        if text in self.moved:
            return self.moved[text]
        if path[-1] in KEYS and text in self.named:
            return self._key_instead(text, path)
        if path[-1] in ENDS and "/" in text:
            return "/".join(
                "@".join(self.moved.get(one, one) for one in part.split("@"))
                for part in text.split("/")
            )
        return self._omitted(text, path) if text in self.named else text

    def _telling(self, texts: Mapping[str, str], path: Path) -> Mapping[str, str]:
        """A text in several languages: where one names somebody, the others do so too."""
        named = [one for one in texts.values() if one in self.named]
        for one in named:
            self._omitted(one, path)
        return dict.fromkeys(texts, OMITTED) if named else texts

    def _called(self, row: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
        """A row of which the name stands apart from its names in further languages: all say the same."""
        name, names = row.get("name"), row.get("names")
        if not (isinstance(name, str) and isinstance(names, dict)):
            return row
        named = [one for one in dict.fromkeys([name, *names.values()]) if one in self.named]
        for one in named:
            self._omitted(one, (*path, "name"))
        return (
            row if not named else {**row, "name": OMITTED, "names": dict.fromkeys(names, OMITTED)}
        )

    def _is_telling(self, value: Mapping[str, Any]) -> bool:
        return bool(value) and value.keys() <= self.languages

    def _omitted(self, text: str, path: Path) -> str:
        self.held.append(Passage(" / ".join(path), text, self.named[text]))
        return OMITTED

    def _key_instead(self, key: str, path: Path) -> str:
        if key not in self.moved:
            other = (f"unnamed-{number}" for number in count(len(self.moved) + 1))
            self.moved[key] = next(one for one in other if one not in self.taken)
            self.held.append(Passage(" / ".join(path), key, self.named[key]))
        return self.moved[key]

    def rename(self, value: Any, path: Path = ()) -> None:
        """Find the keys that name somebody, before any of those that refer to them is read."""
        if isinstance(value, dict):
            for key, one in value.items():
                self._key(key, (*path, key))
                if key in KEYS and isinstance(one, str) and one in self.named:
                    self._key_instead(one, (*path, key))
                self.rename(one, (*path, key))
        elif isinstance(value, list | tuple):
            for at, one in enumerate(value, 1):
                self.rename(one, (*path, row_called(one, at)))


def guarded(sections: Mapping[str, Any], row: Ecosystem) -> tuple[Mapping[str, Any], list[Passage]]:
    """The sections of a blueprint without passages that name a person, and these passages.

    A text that names somebody is left out whole, in every language: what stands around a name
    tells as much. Keys get other ones, and what refers to them follows. Organisations may be named:
    they are what an ecosystem's public figures and sources speak of.
    """
    texts = frozenset(_texts(sections))
    named = persons_in(row, texts)
    if not named:
        return sections, []
    guard = Guard(named, frozenset({*LANG_INFO, *row.languages, *row.told}), texts)
    guard.rename(sections)
    return guard.made(sections), guard.held


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def is_said_otherwise(value: object, path: Path) -> bool:
    keyed_freely = bool(KEYED_FREELY & {*path[-2:-1]})
    return (
        bool(path) and path[-1] in SAID_OTHERWISE and not (keyed_freely or isinstance(value, dict))
    )


def row_called(row: Any, at: int) -> str:
    """By what a row of a list is known in a report."""
    said = row.get("key") or row.get("code") if isinstance(row, dict) else ""
    return str(said or at)
