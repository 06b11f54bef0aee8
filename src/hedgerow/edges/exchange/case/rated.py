"""Scales as rubrics of CASE, and such rubrics as scales again. Pure.

The standard ties levels to items by a criterion that names the item. Where a whole framework of very
many items is rated on one scale, one criterion that names none stands for all of them. What the
standard has no place for, such as names in further languages, stands among the extensions.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from hedgerow.commons.frameworks.models import Framework, Item, Scale

from .native import OWN, own_of, text_at
from .rubrics import CRITERIA, LEVELS
from .told import beside, told_of
from .values import UUID_TEXT, Raw, Unfit, link, whole

MOST: Final = 1000
"""Items that are named one by one."""
KEY: Final = re.compile(r"[-a-zA-Z0-9_]{1,60}")
LONGEST, FURTHEST, FEWEST = 120, 32_000, 2


def rubric_id(framework: UUID, scale: str) -> UUID:
    """By what others know a scale within a framework."""
    return uuid5(framework, f"scale:{scale}")


def scales_of(framework: Framework, items: Sequence[Item]) -> list[Scale]:
    """The scales on which a framework and its items are rated, its own first."""
    found = [framework.scale, *(one.scale for one in items)]
    return list({one.pk: one for one in found if one is not None}.values())


def rubric_of(
    framework: Framework, scale: Scale, items: Sequence[Item], links: Mapping[int, Raw]
) -> Raw:
    """The scale as a rubric; ``links`` are the items as the standard links to them."""
    identifier, is_whole = (
        rubric_id(framework.identifier, scale.key),
        scale.pk == framework.scale_id,
    )
    rated = [one for one in items if (one.scale_id or framework.scale_id) == scale.pk]
    named = [] if is_whole and len(rated) > MOST else rated
    own = {
        "scale": scale.key,
        "whole": is_whole,
        **({"simulated": True} if scale.simulated else {}),
    }
    criteria = [_criterion(scale, identifier, at, links[one.pk]) for at, one in enumerate(named, 1)]
    raw = {
        "identifier": str(identifier), "title": scale.name or scale.key,
        CRITERIA: criteria or [_criterion(scale, identifier, 1, {})], "extensions": {OWN: own},
    }  # fmt: skip
    return beside(raw, {}, scale.told)


def _criterion(scale: Scale, rubric: UUID, position: int, item: Raw) -> Raw:
    identifier = uuid5(rubric, str(item.get("identifier", "")))
    levels = [
        {
            "identifier": str(uuid5(identifier, str(value))), "quality": str(label or value),
            "score": value, "position": at, "rubricCriterionId": str(identifier),
        }
        for at, (value, label) in enumerate(scale.steps, 1)
    ]  # fmt: skip
    raw: Raw = {"identifier": str(identifier), "position": position, "rubricId": str(rubric)}
    return raw | ({"CFItemURI": item} if item else {}) | {LEVELS: levels}


def scale_in(raw: Mapping[str, Any]) -> Raw | None:
    """What a rubric of ours says of a scale and of what is rated on it; None of any other."""
    own, name = own_of(raw), text_at(raw, "title").strip()
    key = own.get("scale")
    criteria = [one for one in _listed(raw.get(CRITERIA)) if isinstance(one, Mapping)]
    steps = _steps(criteria[0]) if criteria else []
    if not (isinstance(key, str) and KEY.fullmatch(key) and 0 < len(name) <= LONGEST):
        return None
    if len(steps) < FEWEST or len({value for value, _label in steps}) < len(steps):
        return None
    return {
        "key": key, "name": name, "steps": steps, "told": told_of(raw, Scale) or {},
        "simulated": own.get("simulated") is True, "whole": own.get("whole") is True,
        "items": frozenset(_items(criteria)),
    }  # fmt: skip


def _steps(criterion: Mapping[str, Any]) -> list[list[Any]]:
    """Value and label of each level; nothing unless all can be kept."""
    found: list[list[Any]] = []
    for level in _listed(criterion.get(LEVELS)):
        try:
            value = whole(level.get("score")) if isinstance(level, Mapping) else FURTHEST + 1
        except Unfit:
            return []
        label = text_at(level, "quality") if isinstance(level, Mapping) else ""
        if abs(value) > FURTHEST or len(label) > LONGEST:
            return []
        found.append([value, label])
    return found


def _items(criteria: Sequence[Mapping[str, Any]]) -> Iterator[UUID]:
    for one in criteria:
        try:
            identifier = link(one.get("CFItemURI"))["identifier"]
        except Unfit:
            continue
        if UUID_TEXT.fullmatch(identifier):
            yield UUID(identifier)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
