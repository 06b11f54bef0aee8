"""Keep what an ecosystem's blueprint says beyond what any app takes over, and hand it out again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Customs
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from . import invented
from .keys import Keys
from .models import Carried
from .schema import Blueprint
from .tellings import telling

SECTIONS: Final = ("tiers", "calendar", "agreements", "practices", "badges", "credit_rules")
KEPT: Final = (*SECTIONS, *invented.SECTIONS)
"""Of the latter what their rows do not say is kept: whether they are made up, where a round takes place."""
BEHIND: Final = "behind"
Rows = list[dict[str, Any]]


def carry(
    ecosystem: Ecosystem, blueprint: Blueprint, behind: Sequence[Mapping[str, Any]] = (), *,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Keep those sections, and what of the blueprint stays ``behind``, in place of what the ecosystem carried.

    Journals once.
    """
    said = blueprint.model_dump(mode="json", include=set(KEPT), exclude_defaults=True)
    said[BEHIND] = [*behind]
    content = {name: rows for name, rows in said.items() if rows}
    Carried.objects.update_or_create(ecosystem=ecosystem, defaults={"content": content})
    journal.record(
        "blueprints.carried",
        by=by, at=at, ecosystem=ecosystem.pk, subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={name: len(rows) for name, rows in content.items()},
    )  # fmt: skip


def carried_by(ecosystem: Ecosystem) -> Mapping[str, Rows]:
    """What the ecosystem carries, by section; its tiers as they are now, with the roles kept."""
    content = _content(ecosystem)
    content.pop(BEHIND, None)
    return {**content, "tiers": _tiers(ecosystem, content.get("tiers", []))}


def stays_behind(ecosystem: Ecosystem) -> Rows:
    """What of its blueprint did not come along, as it was kept. One query."""
    return _content(ecosystem).get(BEHIND, [])


def _content(ecosystem: Ecosystem) -> dict[str, Rows]:
    row = Carried.objects.filter(ecosystem=ecosystem).first()
    return dict(row.content) if row else {}


def _tiers(ecosystem: Ecosystem, kept: Rows) -> Rows:
    """A tier that is named as in the blueprint is that one; others have no roles of their own."""
    customs = Customs.objects.filter(ecosystem=ecosystem).first()
    if customs is None or not customs.tiers:
        return kept
    before = {one["key"]: one for one in kept}
    keys, found = Keys(), list[dict[str, Any]]()
    for key, title in customs.tiers:
        old, told = before.get(key, {}), telling(customs, f"tier.{key}", title, ecosystem)
        if old.get("title") in (told, title):
            found.append({**old, "title": told})
        else:
            found.append({"key": keys.new(key), "title": told, "roles": old.get("roles", [])})
    return found
