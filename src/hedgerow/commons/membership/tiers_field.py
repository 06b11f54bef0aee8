"""Tiers of membership on a page: one name each, their short keys kept out of sight.

What is sent is read into the lines ``key = title`` that the form takes from programs too.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any, Final

from django import forms
from django.utils.text import slugify

SPARE: Final = 3
"""So many empty rows follow: further ones stand there once these are saved."""
MOST: Final = 200


class TiersWidget(forms.Widget):
    """A row a tier. ``known`` are key and title of those that a further language names anew."""

    template_name = "membership/tiers.html"
    use_fieldset = True
    known: Sequence[tuple[str, str]] | None = None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        said = dict(filter(None, map(_apart, str(value or "").splitlines())))
        known = dict(self.known or ())
        keys = [*dict.fromkeys([*known, *said])]
        rows = [{"key": key, "title": said.get(key, ""), "of": known.get(key, "")} for key in keys]
        if self.known is None:
            rows += [{"key": "", "title": "", "of": ""}] * SPARE
        return {**super().get_context(name, value, attrs), "rows": rows}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        if name in data:
            return str(data[name])
        lines = []
        for number in range(MOST):
            title = str(data.get(f"{name}-{number}-title", "")).strip()
            if title:
                key = str(data.get(f"{name}-{number}-key", "")) or slugify(title)[:40]
                lines.append(f"{key} = {title}")
        return "\n".join(lines)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


def free_key(taken: Any) -> str:
    """A key for a title that no letters of a key are left of."""
    return next(key for n in count(len(taken) + 1) if (key := f"tier-{n}") not in taken)


def _apart(line: str) -> tuple[str, str] | None:
    """Key and title of a line; without a sign the line is the title, and its letters the key."""
    before, sign, after = line.partition("=")
    title = (after if sign else before).strip()
    return (before.strip() if sign else slugify(title)[:40], title) if title else None
