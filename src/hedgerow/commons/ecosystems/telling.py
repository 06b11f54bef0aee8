"""Taking up what is told in further languages, from the API, a form or a blueprint."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid

from .models import Ecosystem
from .told import Told, ToldRow, own_language
from .tongues import wrong_languages


def kept_told(model: type[ToldRow], told: Told, ecosystem: Ecosystem) -> dict[str, dict[str, str]]:
    """As it is kept: without empty texts, and with the language of the row's own columns.

    That is the one under which nothing stands, else the ecosystem's first; of a row in that one alone
    nothing need be said.

    Raises Invalid for an unknown language, that of the columns, a text that is too long or a name under
    which nothing is told.
    """
    wrong = wrong_languages(told).get("language", [])
    for code, texts in told.items():
        wrong += [said for name, text in texts.items() if (said := _wrong(model, code, name, text))]
    main = main_language(ecosystem)
    own = own_language(told, main)
    if told.get(own):
        said = _("%(language)s is the language of the text itself: write it there.")
        wrong.append(said % {"language": own})
    if wrong:
        raise Invalid({"told": wrong})
    found = {code: _filled(texts) for code, texts in told.items()}
    others = {code: texts for code, texts in found.items() if texts}
    return {own: {}, **others} if others or own != main else {}


def main_language(ecosystem: Ecosystem) -> str:
    """The first of its languages."""
    return str((ecosystem.languages or ["en"])[0])


def languages_for(ecosystem: Ecosystem, told: Told) -> list[str]:
    """In which a row is told or could be: that of its own columns first."""
    own = own_language(told, main_language(ecosystem))
    return list(dict.fromkeys([own, *ecosystem.languages, *told]))


def with_kept_told(
    model: type[ToldRow], values: Mapping[str, Any], of: Ecosystem
) -> dict[str, Any]:
    """The values of a row, with what they tell in further languages as it is kept."""
    if "told" not in values:
        return dict(values)
    return {**values, "told": kept_told(model, values["told"], of)}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text.strip()}


def _wrong(model: type[ToldRow], code: str, name: str, text: str) -> str:
    longest = model.longest_told(name)
    if longest is None:
        said = _("Nothing is told in other languages under “%(name)s”.")
        return said % {"name": name}
    if len(text) > longest:
        said = _("%(language)s: %(most)s characters at most; these are %(long)s. Shorten it.")
        return said % {"language": code, "most": longest, "long": len(text)}
    return ""
