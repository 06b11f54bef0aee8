"""How the checks that are asked for are named."""

from collections.abc import Sequence
from typing import Final

from django.utils.text import slugify

TOLD: Final = "check."
"""Before the key of a check, where its title is told in further languages."""


def keyed(checks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Key and title of each; a key that is empty is made of the title."""
    return [
        (key or slugify(title)[:60] or f"check-{number}", title)
        for number, (key, title) in enumerate(checks, 1)
    ]
