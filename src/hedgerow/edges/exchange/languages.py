"""Languages as people write them: by name, in a language of the pages or of spreadsheets, or by a code in any letters."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import Locale
from django.conf import settings

from hedgerow.commons.ecosystems.tongues import is_language
from hedgerow.commons.people.rules import fold

EVERYDAY: Final[Mapping[str, str]] = {
    "castellano": "es", "castilian": "es", "farsi": "fa", "haitian": "ht", "kreyol": "ht", "mandarin": "zh",
}  # fmt: skip
"""Names in use that the Common Locale Data Repository does not have."""
FURTHER: Final = ("de", "fr", "pt", "it", "ko", "he")
"""Languages that spreadsheets are written in besides those of the pages, which go first."""
ARABIC_ENDS: Final = re.compile("^ال|(?<=ي)ه$")
"""The article, and the ending for a woman."""
WORDS: Final = frozenset({"اللغه", "لغه", "language", "idioma", "lengua"})


def language_code(text: str) -> str:
    """The code of the language that a text names; empty where it names none."""
    if is_language(text):
        return text
    named = _names().get(_plain(text), "")
    return named or _code(text)


def _code(text: str) -> str:
    """A code in other letters as it should be: ``ES``, ``pt_br``."""
    first, *more = re.split("[-_]", text.strip())
    parts = [one.title() if len(one) == 4 else one.upper() for one in more]
    code = "-".join((first.lower(), *parts))
    return code if is_language(code) else ""


@cache
def _names() -> Mapping[str, str]:
    """Plain names → code. Source: the Common Locale Data Repository. Names that two languages share are nobody's."""
    found: dict[str, str] = {_plain(name): code for name, code in EVERYDAY.items()}
    own = tuple(language for language, _name in settings.LANGUAGES)
    for some in (own, FURTHER):
        before = {**found}
        for name, code in (pair for one in some for pair in _told(Locale.parse(one, sep="-"))):
            known = found.setdefault(name, code)
            if known != code and name not in EVERYDAY and name not in before:
                found[name] = ""
    return {name: code for name, code in found.items() if code}


def _told(locale: Locale) -> Iterator[tuple[str, str]]:
    for key, name in locale.languages.items():
        code = str(key).replace("_", "-")
        if is_language(code):
            yield _plain(name), code


def _plain(name: str) -> str:
    """Folded words; Arabic names without article and without the ending for a woman."""
    words = re.findall(r"\w+", fold(name))
    kept = [one for one in words if one not in WORDS] or words
    return " ".join(ARABIC_ENDS.sub("", one) for one in kept)
