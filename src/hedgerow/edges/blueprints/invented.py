"""Which rows of an exported blueprint are made up for show, as they were when it was planted."""

from collections.abc import Mapping
from typing import Any, Final

from hedgerow.foundation.blueprints import Section

from .schema import Blueprint

MARK: Final = "simulated"
SECTIONS: Final = ("parts", "opportunity_kinds", "placement_kinds", "rounds", "consents")
"""Sections whose rows do not keep by themselves that they are made up."""


def as_invented(told: Blueprint, kept: Mapping[str, list[dict[str, Any]]]) -> Blueprint:
    """The same blueprint, in which a row that stands as it was planted is made up if it was then.

    ``kept`` are the rows it was planted with, by section. A row that somebody changed since is
    theirs, and is not marked.
    """
    marked = {
        name: tuple(_as_kept(row, kept.get(name, [])) for row in getattr(told, name))
        for name in SECTIONS
    }
    return told.model_copy(update=marked)


def _as_kept(row: Section, kept: list[dict[str, Any]]) -> Section:
    key = getattr(row, "key", "")
    before = next((type(row).model_validate(one) for one in kept if one.get("key") == key), None)
    same = before is not None and without_marks(before.model_dump()) == without_marks(
        row.model_dump()
    )
    return before if before is not None and same else row


def without_marks(value: Any) -> Any:
    """Without the marks, on every level."""
    if isinstance(value, dict):
        return {key: without_marks(one) for key, one in value.items() if key != MARK}
    if isinstance(value, list | tuple):
        return [without_marks(one) for one in value]
    return value
