"""What is told in further languages, among the extensions of an object of CASE. Pure.

The standard gives a text in one language, which ``language`` names. Ours stand beside it under
``extensions.hedgerow.told``, language → name → text; a program that drops extensions drops them.
"""

from collections.abc import Mapping
from typing import Any, Final

from hedgerow.commons.ecosystems.told import Told, ToldRow
from hedgerow.commons.ecosystems.tongues import is_language

from .native import OWN, own_of, text_at
from .values import Raw

TOLD: Final = "told"


def told_of(raw: Mapping[str, Any], model: type[ToldRow]) -> dict[str, dict[str, str]] | None:
    """What can be kept of what the object tells in further languages; None where it says nothing of it."""
    said = own_of(raw).get(TOLD)
    if not isinstance(said, Mapping):
        return None
    found = {
        code: {name: text.strip() for name, text in texts.items() if _fits(model, name, text)}
        for code, texts in said.items()
        if is_language(code) and isinstance(texts, Mapping)
    }
    return {code: texts for code, texts in found.items() if texts}


def _fits(model: type[ToldRow], name: str, text: object) -> bool:
    longest = model.longest_told(name)
    return longest is not None and isinstance(text, str) and 0 < len(text.strip()) <= longest


def language_of(raw: Mapping[str, Any], otherwise: str) -> str:
    """The language that an object says it is in, if it is one that is known."""
    said = text_at(raw, "language").strip()
    return said if is_language(said) else otherwise


def beside(told: Raw, was: Mapping[str, Any], now: Told) -> Raw:
    """The object with what is told ``now`` in further languages; left as it came where it ``was`` so."""
    others = {code: dict(texts) for code, texts in now.items() if texts}
    own = own_of(told)
    if others == was or (not others and TOLD not in own):
        return told
    kept = {name: value for name, value in own.items() if name != TOLD}
    extensions = told.get("extensions")
    rest = dict(extensions) if isinstance(extensions, Mapping) else {}
    return {**told, "extensions": {**rest, OWN: kept | ({TOLD: others} if others else {})}}
