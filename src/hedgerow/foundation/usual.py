"""Names that come with Hedgerow, such as those of usual kinds, shown in the reader's language.

Such a name is kept as it was read by who took it over, in whatever language that was. As long as it
says what it says in one of the catalogue's languages, it is the usual one still; once somebody gave it
words of their own, these are shown as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Usual:
    """Names by key; each kept row has the key and a name that may be this one or its own."""

    names: Mapping[str, Promise]
    _words: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def words(self, key: str) -> Mapping[str, str]:
        """The name in each language of the catalogue, by its code; none for an unknown key."""
        if key not in self.names:
            return {}
        if key not in self._words:
            self._words[key] = {code: self._in(code, key) for code, _name in settings.LANGUAGES}
        return self._words[key]

    def _in(self, language: str, key: str) -> str:
        with override(language):
            return str(self.names[key])

    def is_usual(self, key: str, name: str) -> bool:
        """Whether the name is the usual one of that key, in any language."""
        return name in self.words(key).values()

    def shown(self, key: str, name: str) -> str:
        """The usual name in the reader's language, or the row's own."""
        return str(self.names[key]) if self.is_usual(key, name) else name

    def every(self, key: str, name: str) -> Mapping[str, str]:
        """What it is called, by language: a name of its own under no language alone."""
        return self.words(key) if self.is_usual(key, name) else {"": name}

    def kept(self, key: str, old: str, new: str) -> str:
        """The name to keep: the old one where both are the usual one, in whichever languages."""
        return old if self.is_usual(key, old) and self.is_usual(key, new) else new

    def differing(self, row: Any, values: Mapping[str, Any]) -> list[str]:
        """Fields of a kept row that the values would change; its usual name in another language would not."""
        found = [name for name, value in values.items() if getattr(row, name) != value]
        stays = "name" in found and self.is_usual(row.key, row.name)
        stays = stays and self.is_usual(row.key, values["name"])
        return [name for name in found if name != "name" or not stays]

    def matching(self, text: str, of: str = "") -> Q:
        """Rows whose name, as the reader is shown it, has the text; ``of`` stands before the columns."""
        meant = [key for key, name in self.names.items() if text.casefold() in str(name).casefold()]
        others = Q(**{f"{of}key__in": list(self.names)}) & self._named(list(self.names), of)
        own = Q(**{f"{of}name__icontains": text}) & ~others
        return own | self._named(meant, of)

    def _named(self, keys: list[str], of: str) -> Q:
        found = Q(pk__in=())
        for key in keys:
            words = sorted(set(self.words(key).values()))
            found |= Q(**{f"{of}key": key, f"{of}name__in": words})
        return found
