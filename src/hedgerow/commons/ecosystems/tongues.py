"""Languages that a person or a letter may have, by their codes."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

NO_LANGUAGES: Final = frozenset(("mul", "root", "und", "zxx"))
"""Codes for many, no or unknown languages."""
SHORT: Final = re.compile(r"[a-z]{2,3}")
CODE: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[A-Z][a-z]{3}))?(-(?P<territory>[A-Z]{2}|\d{3}))?"
)
_ENGLISH: Final = Locale("en")
KNOWN: Final = frozenset(
    code
    for code in (*map(str, _ENGLISH.languages), *map(str, get_global("language_aliases")))
    if SHORT.fullmatch(code) and code not in NO_LANGUAGES
)
EXPECTED: Final = gettext_lazy(
    "a language code of ISO 639, such as es, or of BCP 47, such as pt-BR"
)


def in_order(ticked: Sequence[str], before: Sequence[str], offered: Collection[str]) -> list[str]:
    """Languages that were ticked, those of ``before`` first in their order; one that is not offered stays.

    Texts are in the first, and a browser sends boxes in the order in which they stand on the page.
    """
    kept = [one for one in before if one in ticked or one not in offered]
    return [*kept, *(one for one in ticked if one not in kept)]


def _shown_in(before: object) -> str:
    names = ", ".join(name for _code, name in settings.LANGUAGES)
    said = _("The pages themselves are shown in these: %(names)s.") % {"names": names}
    return f"{before} {said}"


shown_in = lazy(_shown_in, str)
"""A hint, and which languages the pages have: a person or an ecosystem may have others."""


def is_language(code: str) -> bool:
    """Whether the code names a language that is known, in a script and a territory that are."""
    found = CODE.fullmatch(code)
    if found is None or found["language"] not in KNOWN:
        return False
    script, territory = found["script"], found["territory"]
    return (script is None or script in _ENGLISH.scripts) and (
        territory is None or territory in _ENGLISH.territories
    )


def own_name(code: str) -> str:
    """What the language calls itself, as it begins a line: “Español”; the code of one unknown."""
    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


def named(code: str) -> str:
    """What the reader's language calls it, as in a sentence: “inglés”; the code of one unknown."""
    if not code:
        return ""
    try:
        reader = Locale.parse(get_language() or "en", sep="-")
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code


def wrong_languages(codes: Iterable[str]) -> dict[str, list[str]]:
    """What ``Invalid`` says of ``language`` for codes that name none; nothing for those left empty."""
    wrong = sorted({code for code in codes if code and not is_language(code)})
    said = _("“%(code)s” is not known: expected %(expected)s.")
    found = [said % {"code": code, "expected": EXPECTED} for code in wrong]
    return {"language": found} if found else {}
