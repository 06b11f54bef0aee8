"""What has to be here before a file can come in: told once, where all its lines fail for want of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Problem, Text

from .models import Import

NEEDED: Final[Mapping[str, str]] = {
    "membership.no_organisation": "organisations",
    "activities.no_organisation": "organisations",
    "activities.no_site": "organisations",
    "observations.no_organisation": "organisations",
    "people.no_person": "people",
    "membership.nobody_named": "people",
    "membership.no_group": "groups",
    "activities.no_activity": "activities",
}
"""By problem: the target whose rows are not here."""
FIRST: Final[Mapping[str, Text]] = {
    "organisations": _("Bring in the schools and organisations first"),
    "people": _("Bring in the people first"),
    "groups": _("Bring in the groups first"),
    "activities": _("Bring in the activities first"),
}
"""What is said of each, in the order in which they come in."""
NEARLY_ALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class Need:
    """What comes first; ``target`` names its template."""

    target: str
    said: Text


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits for what has come in."""

    uuid: UUID
    file: str


def needs(problems: Iterable[Problem], lines: int) -> tuple[str, ...]:
    """The targets for want of which all or nearly all lines fail."""
    failing: dict[str, set[int]] = defaultdict(set)
    for one in problems:
        if one.code in NEEDED:
            failing[NEEDED[one.code]].add(one.line)
    return tuple(name for name in FIRST if len(failing[name]) >= max(1, NEARLY_ALL * lines))


def needs_of(row: Import) -> tuple[Need, ...]:
    """What a file waits for that could not come in."""
    if row.state != Import.State.WRONG:
        return ()
    return tuple(Need(name, FIRST[name]) for name in row.preview.get("needs", ()))


def waiting_for(actor: Actor, ecosystem: Ecosystem, target: str) -> tuple[Waiting, ...]:
    """Files that wait for rows of a target, to be looked at again when those are in."""
    brought = {"families": "people"}.get(target, target)
    rows = Import.objects.visible_to(actor).filter(ecosystem=ecosystem, state=Import.State.WRONG)
    return tuple(
        Waiting(one.uuid, one.file_name)
        for one in rows.exclude(stored="").order_by("-pk")
        if brought in one.preview.get("needs", ())
    )


def waited_for(actor: Actor, row: Import) -> tuple[Waiting, ...]:
    """Those that waited for this import, which is in."""
    is_in = row.state == Import.State.DONE and row.target in (*FIRST, "families")
    return waiting_for(actor, row.ecosystem, row.target) if is_in else ()
