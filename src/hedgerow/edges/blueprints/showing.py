"""What comes with an ecosystem's blueprint and no page takes over yet, as its convener reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Told, told_in
from hedgerow.commons.ecosystems.words import Vocabulary, word
from hedgerow.foundation.ui.speaking import reads

from .carrying import carried_by

Text = str | Promise

TITLES: Mapping[str, Text] = {
    "tiers": gettext_lazy("Tiers of membership, and who is in them"),
    "practices": gettext_lazy("Practices"),
    "badges": gettext_lazy("Badges, and what is asked for them"),
    "credit_rules": gettext_lazy("Rules for credits"),
    "agreements": gettext_lazy("Terms for agreements with partners"),
    "calendar": gettext_lazy("What is due, and how often"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that comes along: its title, what is said of it, and where that was read.

    ``steps`` follow each other, ``criteria`` are all to be met.
    """

    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    source: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Carriage:
    """A section with its entries."""

    title: Text
    entries: tuple[Entry, ...]


def carriages(ecosystem: Ecosystem) -> tuple[Carriage, ...]:
    """Every section that has something in it. Two queries."""
    told = carried_by(ecosystem)
    return tuple(
        Carriage(title, tuple(_entry(name, row, ecosystem.vocabulary) for row in told[name]))
        for name, title in TITLES.items()
        if told.get(name)
    )


def _entry(section: str, row: Mapping[str, Any], vocabulary: Vocabulary) -> Entry:
    return Entry(
        _said(row["title"]), tuple(_lines(section, row, vocabulary)),
        tuple(map(_said, row.get("steps", ()))), tuple(map(_said, row.get("criteria", ()))),
        row.get("source", ""), bool(row.get("simulated")),
    )  # fmt: skip


def _said(text: Told) -> str:
    """In the best language for the reader."""
    return told_in(text, *reads())


def _lines(section: str, row: Mapping[str, Any], vocabulary: Vocabulary) -> Sequence[str]:
    if section == "tiers":
        roles = [word(vocabulary, role) for role in row.get("roles", [])]
        return [_(", ").join(roles)] if roles else []
    if section == "credit_rules":
        said = {
            "value": row["value"], "unit": _said(row["unit"]), "scope": _said(row.get("scope", "")),
        }  # fmt: skip
        return [
            (_("%(value)s %(unit)s, of: %(scope)s") if said["scope"] else "%(value)s %(unit)s")
            % said
        ]
    if section == "calendar":
        months = int(row["every_months"])
        return [ngettext("every month", "every %(n)s months", months) % {"n": months}]
    named = ("scope", "shared_for") if section == "agreements" else ("summary",)
    return [_said(row[name]) for name in named if row.get(name)]
