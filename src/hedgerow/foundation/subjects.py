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
class Guarded:
    """Pages that fewer may open than see their rows: those they ``open`` to, and the ``other`` link."""

    opens: Callable[[Actor], Any]
    other: Callable[[Any], Link]


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one kind are found: ``model.objects.visible_to(actor)``, then ``link(row)``."""

    name: str
    model: Any
    link: Callable[[Any], Link]
    related: tuple[str, ...] = ()
    guarded: Guarded | None = None


KINDS: dict[str, Kind] = {}


def register(
    name: str,
    model: Any,
    link: Callable[[Any], Link],
    *,
    related: tuple[str, ...] = (),
    guarded: Guarded | None = None,
) -> None:
    """Make rows of ``model`` linkable as ``name``, such as "activities.session".

    ``related`` names the foreign keys that ``link`` reads, fetched in the same query; ``guarded``
    is for whoever may see a row and not open its page.
    """
    KINDS[name] = Kind(name, model, link, related, guarded)


def resolve(actor: Actor, name: str, uuids: Iterable[UUID]) -> Mapping[UUID, Link]:
    """Links to those of the rows that the actor may see, in one query, of guarded pages in two.

    Raises KeyError for a kind nobody registered.
    """
    kind = KINDS[name]
    rows = kind.model.objects.visible_to(actor).filter(uuid__in=list(uuids))
    if kind.related:
        rows = rows.select_related(*kind.related)
    if kind.guarded is None:
        return {row.uuid: kind.link(row) for row in rows}
    found = list(rows)
    opens = kind.guarded.opens(actor).filter(pk__in=[row.pk for row in found])
    own = set(opens.values_list("pk", flat=True))
    return {row.uuid: (kind.link if row.pk in own else kind.guarded.other)(row) for row in found}
