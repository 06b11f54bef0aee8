"""The ecosystems under one, and the one above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.kinds import kind_word, kinds_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.rules import words
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.leaf import TITLES, FeatureReading
from hedgerow.portal.wording import Text
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.queries import leaves

AT_ONCE = 12
"""As many stand open; the others unfold."""


@dataclass(frozen=True, slots=True)
class Part:
    """An ecosystem under this one; ``kind`` is empty where all are of one.

    ``activities`` are those that the reader may see.
    """

    slug: str
    name: str
    place: str
    kind: str
    members: int
    activities: int
    leaf: Sequence[FeatureReading]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is a member yet and nothing is offered."""
        return not (self.members or self.activities)

    @property
    def levels(self) -> Sequence[tuple[Text, int]]:
        """Each feature that has a level for this reader, with it."""
        told = zip(TITLES, self.leaf, strict=True)
        return [(title, one.level) for title, one in told if one.level is not None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a search leaves of the parts, by name; ``total`` counts all that the reader may see.

    ``kind`` is the word for several of them, empty where they are of more kinds than one.
    """

    kind: str
    total: int
    search: str
    found: Sequence[Part]

    @property
    def first(self) -> Sequence[Part]:
        """Those that stand open: all that a search found."""
        return self.found if self.search else self.found[:AT_ONCE]

    @property
    def rest(self) -> Sequence[Part]:
        return () if self.search else self.found[AT_ONCE:]

    @property
    def comparable(self) -> bool:
        """Whether there are two to put side by side."""
        return sum(not one.is_empty for one in self.found) > 1

    @property
    def searchable(self) -> bool:
        return self.total > AT_ONCE


@dataclass(frozen=True, slots=True)
class Whole:
    """The ecosystem above: how many parts it has in all, and the word for them."""

    slug: str
    name: str
    kind: str
    summary: str
    parts: int
    parts_kind: str


def parts(actor: Actor, row: Ecosystem, search: str) -> Parts:
    """The parts that the actor may see; a search finds words by their beginning.

    Five queries, however many there are.
    """
    rows = by_name(Ecosystem.objects.visible_to(actor).filter(parent=row))
    kinds = {one.kind for one in rows}
    sought = words(search)
    found = [one for one in rows if _has(one, sought)]
    members = OrganisationMembership.objects.filter(ecosystem__in=found, ends__isnull=True)
    counted = dict(members.order_by().values_list("ecosystem").annotate(number=Count("pk")))
    offered = Activity.objects.visible_to(actor).filter(ecosystem__in=found).order_by()
    acts = dict(offered.values_list("ecosystem").annotate(number=Count("pk")))
    features = leaves(actor, found)
    return Parts(
        kind=kinds_word(row.vocabulary, kinds.pop(), row.languages) if len(kinds) == 1 else "",
        total=len(rows),
        search=search if sought else "",
        found=[
            Part(
                one.slug, one.said("name"), "" if one.territory == one.name else one.territory,
                _kind(one, row) if kinds else "", counted.get(one.pk, 0), acts.get(one.pk, 0),
                leaflets(features[one.pk], one.slug),
            )
            for one in found
        ],
    )  # fmt: skip


def _kind(one: Ecosystem, whole: Ecosystem) -> str:
    return kind_word(one.vocabulary or whole.vocabulary, one.kind, whole.languages)


def _has(one: Ecosystem, sought: Sequence[str]) -> bool:
    own = words(one.name, one.said("name"), one.territory)
    return all(any(word.startswith(begun) for word in own) for begun in sought)


def whole(actor: Actor, row: Ecosystem) -> Whole | None:
    """The ecosystem above, if there is one that the actor may see."""
    seen = Ecosystem.objects.visible_to(actor)
    above = seen.filter(pk=row.parent_id).first() if row.parent_id else None
    if above is None:
        return None
    kinds = list(seen.filter(parent=above).values_list("kind", flat=True))
    one = {*kinds} == {row.kind}
    return Whole(
        slug=above.slug,
        name=above.said("name"),
        kind=kind_word(above.vocabulary, above.kind, above.languages),
        summary=above.said("summary"),
        parts=len(kinds),
        parts_kind=kinds_word(above.vocabulary, row.kind, above.languages) if one else "",
    )
