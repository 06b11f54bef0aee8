"""Rubrics with their criteria and levels, in CASE's form. Pure."""

from collections.abc import Mapping
from typing import Any

from .shapes import NAMED, TITLED, Fields, bent, filled
from .values import Raw, link, number, text, uuid, whole

CRITERIA, LEVELS = "CFRubricCriteria", "CFRubricCriterionLevels"


def rubric(raw: Mapping[str, Any], uri: str, changed: str) -> Raw:
    """A rubric with its criteria and their levels."""
    found = bent(_without(raw, CRITERIA), TITLED)
    for at, criterion in enumerate(_objects(raw.get(CRITERIA))):
        found.setdefault(CRITERIA, []).append(_criterion(criterion, f"{uri}/{at}", changed))
    return filled(found, {"uri": uri, "lastChangeDateTime": changed})


def _criterion(raw: Mapping[str, Any], uri: str, changed: str) -> Raw:
    fields: Fields = {
        **NAMED, "category": text, "description": text, "CFItemURI": link, "weight": number,
        "position": whole, "rubricId": uuid,
    }  # fmt: skip
    found = bent(_without(raw, LEVELS), fields)
    for at, level in enumerate(_objects(raw.get(LEVELS))):
        found.setdefault(LEVELS, []).append(_level(level, f"{uri}/{at}", changed))
    return filled(found, {"uri": uri, "lastChangeDateTime": changed})


def _level(raw: Mapping[str, Any], uri: str, changed: str) -> Raw:
    """The schema wants a list of extensions here, and of nowhere else."""
    fields: Fields = {
        **NAMED, "description": text, "quality": text, "score": number, "feedback": text,
        "position": whole, "rubricCriterionId": uuid,
    }  # fmt: skip
    listed = raw.get("extensions")
    found = bent(_without(raw, "extensions"), fields)
    more = [*(listed if isinstance(listed, list) else [listed] if listed else [])]
    if "extensions" in found or more:
        found["extensions"] = [*more, *([found["extensions"]] if "extensions" in found else [])]
    return filled(found, {"uri": uri, "lastChangeDateTime": changed})


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _without(raw: Mapping[str, Any], name: str) -> Raw:
    return {key: value for key, value in raw.items() if key != name}
