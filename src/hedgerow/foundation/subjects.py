"""Links to any row by kind and UUID, as far as the reader may see it.

Each app registers its kinds when it is loaded (``AppConfig.ready``); what resolves is exactly
what ``visible_to`` lets through, so a link never tells more than the page it leads to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .permissions import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """A row's title and address for one reader."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one kind are found: ``model.objects.visible_to(actor)``, then ``link(row)``."""

    name: str
    model: Any
    link: Callable[[Any], Link]
    related: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {}


def register(
    name: str, model: Any, link: Callable[[Any], Link], *, related: tuple[str, ...] = ()
) -> None:
    """Make rows of ``model`` linkable as ``name``, such as "activities.session".

    ``related`` names the foreign keys that ``link`` reads, fetched in the same query.
    """
    KINDS[name] = Kind(name, model, link, related)


def resolve(actor: Actor, name: str, uuids: Iterable[UUID]) -> Mapping[UUID, Link]:
    """Links to those of the rows that the actor may see, in one query.

    Raises KeyError for a kind nobody registered.
    """
    kind = KINDS[name]
    rows = kind.model.objects.visible_to(actor).filter(uuid__in=list(uuids))
    if kind.related:
        rows = rows.select_related(*kind.related)
    return {row.uuid: kind.link(row) for row in rows}
