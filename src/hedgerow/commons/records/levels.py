"""Choosing a level by its words: the steps of each scale that items are rated on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.frameworks.models import Scale

Level = tuple[int | None, int]
"""The scale (0: none, None: not said) and the value on it."""

LEAST, MOST = -32_000, 32_000
"""What a level of an item without steps may be; little more can be kept."""

DIGITS = 4
"""So many a bare number has at most; Python refuses to read one of thousands."""


class LevelField(forms.ChoiceField):
    """Its value is a Level. ``alone``: there are items without steps, which are reached or not."""

    def __init__(self, scales: Sequence[Scale], *, alone: bool) -> None:
        groups = [
            (one.said("name"), [(f"{one.pk}-{value}", label) for value, label in one.said_steps])
            for one in scales
        ]
        if alone:
            groups.append((_("Items without steps"), [("0-1", _("reached"))]))
        choices: list[tuple[str, Any]] = [("", _("Choose one"))]
        choices += groups if len(groups) > 1 else groups[0][1]
        super().__init__(label=gettext_lazy("Level"), choices=choices)

    def valid_value(self, value: Any) -> bool:
        """A short bare number is taken, too: the action says whether the item has such a step."""
        said = str(value)
        return super().valid_value(value) or (said.isdecimal() and len(said) <= DIGITS)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        scale, _dash, level = str(chosen).rpartition("-")
        return (int(scale) if scale else None, int(level))
