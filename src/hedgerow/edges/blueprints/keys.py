"""Keys and values as a blueprint file writes them."""

import re
from decimal import Decimal
from typing import Any

LENGTH = 60


def key_from(text: str) -> str:
    """The text as a key of a blueprint, which begins with a letter and has small letters alone."""
    plain_text = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return (plain_text if plain_text[:1].isalpha() else f"k-{plain_text}")[:LENGTH].strip("-")


class Keys:
    """Keys of one section, of which no two are equal."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, text: str) -> str:
        """A key from the text; where it is taken, a number follows."""
        first = found = key_from(text)
        number = 1
        while found in self._taken:
            number += 1
            end = f"-{number}"
            found = first[: LENGTH - len(end)] + end
        self._taken.add(found)
        return found


def plain(value: Any) -> Any:
    """The value in what TOML knows: no None, and whole numbers without a fraction."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value
