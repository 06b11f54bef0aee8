"""An ecosystem's own words for roles and things; gettext's where it has none."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.speaking import reads

Vocabulary = Mapping[str, Mapping[str, str]]

ROLES: Final[Mapping[str, Promise]] = {
    "convener": _("convener"),
    "leader": _("school leader"),
    "educator": _("educator"),
    "tutor": _("tutor"),
    "partner": _("partner"),
    "evaluator": _("evaluator"),
    "seat_holder": _("seat holder"),
    "safeguarding_lead": _("safeguarding lead"),
    "safeguarding_deputy": _("deputy safeguarding lead"),
    "guardian": _("guardian"),
    "learner": _("learner"),
    "member": _("member"),
}
THINGS: Final[Mapping[str, Promise]] = {
    "site": _("school"),
    "group": _("group"),
    "activity": _("activity"),
    "session": _("session"),
}
WORDS: Final[Mapping[str, Promise]] = {**ROLES, **THINGS}


def word(vocabulary: Vocabulary, key: str, language: str = "") -> str:
    """The word for a role or thing in that language (the reader's), else the product's own."""
    return in_asked(vocabulary, key, language) or str(WORDS.get(key, key))


def in_asked(vocabulary: Vocabulary, key: str, language: str = "") -> str:
    """The ecosystem's own word in that language (the reader's); nothing where it has none."""
    asked = language or get_language() or "en"
    own = vocabulary.get(key, {})
    return own.get(asked) or own.get(asked.split("-")[0]) or ""


def in_read(vocabulary: Vocabulary, key: str) -> str:
    """The same for a word that stands alone, in a language without pages too if the reader asks for it."""
    own = vocabulary.get(key, {})
    return next((own[code] for code in reads() if own.get(code)), "")


def alone(vocabulary: Vocabulary, key: str) -> str:
    """The word of ``word`` for where it stands alone, as ``in_read``."""
    return in_read(vocabulary, key) or word(vocabulary, key)


def headings(vocabulary: Vocabulary, columns: Mapping[str, str]) -> dict[str, str]:
    """Headings of those columns, each with the key of its word, that the ecosystem has a word for."""
    own = {column: in_read(vocabulary, key) for column, key in columns.items()}
    return {column: capfirst(said) for column, said in own.items() if said}


def in_any(vocabulary: Vocabulary, key: str, languages: Sequence[str] = ()) -> str:
    """The ecosystem's own word in the first of its languages that has one, else in whichever has."""
    own = vocabulary.get(key, {})
    return next((own[code] for code in (*languages, "en", *own) if own.get(code)), "")
