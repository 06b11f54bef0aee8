"""Texts of rows as a blueprint tells them: one, or one a language."""

from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.ecosystems.told import ToldRow, own_language

Telling = str | dict[str, str]


def telling(row: ToldRow, name: str, kept: str, place: Ecosystem) -> Telling:
    """What the row says under that name, ``kept`` in its own language; in others alone where that is empty."""
    others, main = row.in_others(name), main_language(place)
    own = own_language(row.told, main)
    if not others and (own == main or not kept):
        return kept
    return {**({own: kept} if kept else {}), **others}


def called(row: Ecosystem) -> dict[str, Any]:
    """Its name in the language that stands first, where it has one in that, and ``names`` in others."""
    main = main_language(row)
    names = {own_language(row.told, main): row.name, **row.in_others("name")}
    return {"name": names.pop(main, row.name), "names": names}
