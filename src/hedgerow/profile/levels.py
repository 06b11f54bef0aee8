"""The published cuts: ``levels.toml``, read once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """One version of the cuts: per measure four of them (none: not levelled), and the caps."""

    version: str
    verification: float
    cuts: Mapping[str, tuple[float, ...]]
    caps: Mapping[str, str]


@cache
def published() -> Scale:
    """The scale that this version of Hedgerow uses."""
    path = Path(__file__).with_name("levels.toml")
    return scale(tomllib.loads(path.read_text(encoding="utf-8")))


def scale(data: Mapping[str, Any]) -> Scale:
    """A scale from the file's data. Raises ValueError naming what is wrong with it."""
    cuts = {number: tuple(map(float, found)) for number, found in data["cuts"].items()}
    for number, found in cuts.items():
        if len(found) not in (0, LEVELS):
            raise ValueError(f"levels.toml: {number} has {len(found)} cuts, expected 4 or none")
        steps = {above > below for below, above in pairwise(found)}
        if len(set(found)) != len(found) or len(steps) > 1:
            raise ValueError(f"levels.toml: the cuts of {number} neither rise nor fall throughout")
    for number, cap in data["caps"].items():
        if not cuts.get(number) or not cuts.get(cap):
            raise ValueError(f"levels.toml: {number} is capped by {cap}, one of them has no cuts")
    if not str(data["version"]):
        raise ValueError("levels.toml: the version is empty")
    return Scale(str(data["version"]), float(data["verification"]), cuts, dict(data["caps"]))
