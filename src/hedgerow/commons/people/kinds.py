"""Kinds of organisation that an ecosystem knows, however a spreadsheet writes them."""

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import override

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.kinds import KINDS, PLURAL, kind_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import WORDS
from hedgerow.foundation.permissions import Actor

from .models import Organisation

USUAL = ("school", "district", "partner", "agency")
MOST = 8
"""So many kinds in use are named as examples."""


class Kinds:
    """The product's kinds, those the vocabulary names, and those in use; by key or by word."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        self._ecosystem = ecosystem
        here = Organisation.objects.filter(kept_by=ecosystem).order_by()
        self._used = set(here.values_list("kind", flat=True).distinct())
        named = {key for key in ecosystem.vocabulary if not key.endswith(PLURAL)}
        self._keys = {*KINDS, *(named - set(WORDS)), *self._used}
        self._meant = _meanings(ecosystem, sorted(self._keys))

    def key(self, text: str) -> str:
        """The kind that is meant; empty where none is known by that key or word."""
        return text if text in self._keys else self._meant.get(_folded(text), "")

    def expected(self, text: str) -> str:
        """What should have stood there: perhaps the one meant, then those in use and the usual."""
        some = dict.fromkeys([*sorted(self._used)[:MOST], *USUAL])
        kinds = str(_(", ")).join(map(self._word, some))
        close = get_close_matches(_folded(text), sorted(self._keys), 1)
        if close:
            expected = _(
                "a kind that is known (%(close)s?), such as: %(kinds)s; or, in a column of its own, "
                "the name of a new one"
            )
            return expected % {"close": self._word(close[0]), "kinds": kinds}
        expected = _(
            "a kind that is known, such as: %(kinds)s; or, in a column of its own, the name of a new one"
        )
        return expected % {"kinds": kinds}

    def _word(self, key: str) -> str:
        return kind_word(self._ecosystem.vocabulary, key, self._ecosystem.languages)


def _meanings(ecosystem: Ecosystem, keys: list[str]) -> Mapping[str, str]:
    """Words for the kinds, in the reader's language and in English, folded → key."""
    found: dict[str, str] = {}
    for key in keys:
        for word in ecosystem.vocabulary.get(key, {}).values():
            found.setdefault(_folded(word), key)
    for key in keys:
        found.setdefault(_folded(kind_word(ecosystem.vocabulary, key, ecosystem.languages)), key)
        with override("en"):
            found.setdefault(
                _folded(kind_word(ecosystem.vocabulary, key, ecosystem.languages)), key
            )
    return found | {_folded(key): key for key in keys}


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def new_key(text: str) -> str:
    """The key of a kind that is new: the text in small letters, as the page of one makes it."""
    return " ".join(text.lower().split())


def name_kinds(ecosystem: Ecosystem, named: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Take the names of kinds that are new up into the ecosystem's words, in its first language."""
    kinds, language = Kinds(ecosystem), next(iter(ecosystem.languages), "en")
    new = {kind: {language: name} for kind, name in named.items() if name and not kinds.key(kind)}
    if new:
        edit_ecosystem(ecosystem, by=by, at=at, vocabulary={**ecosystem.vocabulary, **new})
