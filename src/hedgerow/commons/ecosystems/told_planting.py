"""Texts of a blueprint, in one language or in several, and how they become fields of rows."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from hedgerow.foundation.blueprints import Language, Words

LONGEST = 5000
Told = (
    Annotated[str, Field(max_length=LONGEST)]
    | Annotated[
        dict[Language, Annotated[str, Field(min_length=1, max_length=LONGEST)]], Field(min_length=1)
    ]
)
"""A text, in one language or in several; empty when nobody has written it yet."""


def told_in(text: Told, *languages: str) -> str:
    """The text in the first of the languages that it is told in, else in its own first."""
    if isinstance(text, str):
        return text
    return next((text[one] for one in languages if one in text), next(iter(text.values())))


Named = Words | Annotated[dict[Language, Words], Field(min_length=1)]
"""A name, in one language or in several."""


def in_languages(texts: Mapping[str, Told | Named], languages: Sequence[str]) -> dict[str, Any]:
    """Fields of a row in the first of the languages that they are told in, and ``told`` the others."""
    told: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        for code, said in text.items() if not isinstance(text, str) else ():
            told.setdefault(code, {})[name] = said
    own = next((code for code in languages if code in told), next(iter(told), ""))
    fields = {name: told_in(text, own, *languages) for name, text in texts.items()}
    return {**fields, "told": {code: {} if code == own else texts for code, texts in told.items()}}
