"""What the pages of starting an ecosystem show."""

from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.folding import folded
from hedgerow.foundation.jobs import Progress, progress_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.speaking import reads

from .actions import EMPTY
from .bringing import brought
from .coming import Coming, coming
from .queries import slug_of
from .schema import Blueprint, available, load

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """A blueprint to choose, with what it holds."""

    key: str
    name: Text
    summary: Text
    items: int
    seats: int
    kinds: int
    figures: int
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "UTC"
    coming: Coming = field(default_factory=Coming)
    """What comes along under another name, and what stays."""


@dataclass(frozen=True, slots=True)
class Planting:
    """How far the planting of an ecosystem is, and where it will be."""

    progress: Progress
    url: str
    done_url: str


def cards(first: str = "") -> list[Card]:
    """Every blueprint by the name that the reader sees, that of the key ``first`` before the others;
    an empty one last."""
    found = [card(key) for key in available()]
    found.sort(key=lambda one: (one.key != first, folded(str(one.name)), one.key))
    return [*found, card(EMPTY)]


def wholes_of(by: Actor) -> list[Ecosystem]:
    """What the actor may start a part of, by name: open networks that are no part themselves."""
    held = Ecosystem.objects.filter(pk__in=by.ecosystems_with(EDIT_ECOSYSTEM), parent=None)
    return by_name(held.filter(state=Ecosystem.State.OPEN, closed_on=None))


def card(key: str, by: Actor | None = None) -> Card:
    """One blueprint; raises NotFound for one that comes neither with the product nor of ``by``."""
    if by is not None and (own := brought(key, by)):
        return _card(key, own)
    if key == EMPTY:
        empty = _("Nothing in it but your name: add members, frameworks and bodies yourself.")
        return Card(EMPTY, _("Empty"), empty, 0, 0, 0, 0)
    if key not in available():
        raise NotFound
    return _card(key, load(key))


def _card(key: str, one: Blueprint) -> Card:
    names = {one.identity.languages[0]: one.identity.name, **one.identity.names}
    return Card(
        key=key,
        name=told_in(names, *reads()),
        summary=told_in(one.identity.summary, *reads(), "en"),
        items=sum(len(framework.items) for framework in one.frameworks),
        seats=sum(body.seats for body in one.bodies),
        kinds=len(one.activity_kinds),
        figures=len(one.figures),
        languages=one.identity.languages,
        time_zone=one.identity.time_zone,
        coming=coming(one, has_facts=False),
    )


def planting(actor: Actor, job: UUID) -> Planting:
    """The planting that the actor asked for; raises NotFound for anybody else's."""
    found = progress_of(job)
    mine = found is not None and (
        actor.steward or (actor.person_id is not None and found.by_person == actor.person_id)
    )
    if found is None or not mine or found.ecosystem is None:
        raise NotFound
    slug = slug_of(found.ecosystem)
    return Planting(
        progress=found,
        url=reverse("planting", args=[job]),
        done_url=reverse("ecosystem", args=[slug]),
    )
