"""Names that come with Hedgerow, such as those of usual kinds, shown in the reader's language.

Such a name is kept as it was read by who took it over, in whatever language that was. As long as it
says what it says in one of the catalogue's languages, it is the usual one still, also where somebody
gave the row a key of their own, as blueprints and imports do; once somebody gave it words of their
own, these are shown as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import override

from hedgerow.foundation.folding import folded


@dataclass(frozen=True, slots=True)
class Usual:
    """Names by key; each kept row has a key and a name that may be a usual one or its own.

    ``also`` are names that blueprints which come with Hedgerow have besides: nobody is offered them,
    but they are shown in the reader's language too.
    """

    names: Mapping[str, Promise]
    also: Mapping[str, Promise] = field(default_factory=dict)
    _words: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _keys: dict[str, list[str]] = field(default_factory=dict)

    def words(self, key: str) -> Mapping[str, str]:
        """The name in each language of the catalogue, by its code; none for an unknown key."""
        if key not in self.names and key not in self.also:
            return {}
        if key not in self._words:
            self._words[key] = {code: self._in(code, key) for code, _name in settings.LANGUAGES}
        return self._words[key]

    def _in(self, language: str, key: str) -> str:
        with override(language):
            return self._now(key)

    def _now(self, key: str) -> str:
        return str(self.names[key] if key in self.names else self.also[key])

    def meant(self, key: str, name: str) -> str | None:
        """Of which key the name is the usual one, the row's own key before others; None for own words."""
        keys = self._by_word().get(name, [])
        return key if key in keys else next(iter(keys), None)

    def _by_word(self) -> Mapping[str, list[str]]:
        """Keys by what they are called in any language."""
        if not self._keys:
            for key in (*self.names, *self.also):
                for word in dict.fromkeys(self.words(key).values()):
                    self._keys.setdefault(word, []).append(key)
        return self._keys

    def is_usual(self, key: str, name: str) -> bool:
        """Whether the name is a usual one, in any language."""
        return self.meant(key, name) is not None

    def shown(self, key: str, name: str) -> str:
        """The usual name in the reader's language, or the row's own."""
        meant = self.meant(key, name)
        return name if meant is None else self._now(meant)

    def every(self, key: str, name: str) -> Mapping[str, str]:
        """What it is called, by language: a name of its own under no language alone."""
        meant = self.meant(key, name)
        return {"": name} if meant is None else self.words(meant)

    def kept(self, key: str, old: str, new: str) -> str:
        """The name to keep: the old one where both are the same usual one, in whichever languages."""
        return old if self._is_same(key, old, new) else new

    def _is_same(self, key: str, old: str, new: str) -> bool:
        meant = self.meant(key, old)
        return meant is not None and meant == self.meant(key, new)

    def differing(self, row: Any, values: Mapping[str, Any]) -> list[str]:
        """Fields of a kept row that the values would change; its usual name in another language would not."""
        found = [name for name, value in values.items() if getattr(row, name) != value]
        stays = "name" in found and self._is_same(row.key, row.name, values["name"])
        return [name for name in found if name != "name" or not stays]

    def matching(self, text: str, of: str = "") -> Q:
        """Rows whose name, as the reader is shown it, has the text; ``of`` stands before the columns."""
        meant = [key for key in (*self.names, *self.also) if folded(text) in folded(self._now(key))]
        usual = Q(**{f"{of}name__in": list(self._by_word())})
        return (Q(**{f"{of}name__has": text}) & ~usual) | self._named(meant, of)

    def _named(self, keys: list[str], of: str) -> Q:
        """Rows that mean one of these keys."""
        alone: list[str] = []
        found = Q(pk__in=())
        for word, owners in self._by_word().items():
            if len(owners) == 1:
                alone += [word] if owners[0] in keys else []
                continue
            named = Q(**{f"{of}name": word})
            for owner in owners:
                found |= named & Q(**{f"{of}key": owner}) if owner in keys else Q(pk__in=())
            if owners[0] in keys:
                found |= named & ~Q(**{f"{of}key__in": owners})
        return found | Q(**{f"{of}name__in": alone})
