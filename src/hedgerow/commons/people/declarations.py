"""Population groups: those announced in an ecosystem, and what oneself and one's wards declared.

Nothing here is ever shown about one person to anybody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from hedgerow.commons.ecosystems.kinds import dimension_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from .models import DeclaredGroup, Guardian, Person, PopulationGroup


@dataclass(frozen=True, slots=True)
class Choice:
    """A group that may be declared."""

    uuid: UUID
    title: str
    declared: bool


@dataclass(frozen=True, slots=True)
class Dimension:
    """Groups of one kind, such as home language."""

    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one person may declare in one ecosystem; ``oneself`` or one's ward."""

    slug: str
    ecosystem: str
    person: UUID
    name: str
    oneself: bool
    collected: bool
    dimensions: Sequence[Dimension]


def announced(ecosystem: Ecosystem) -> list[Dimension]:
    """The groups that may be declared there, by dimension."""
    return _dimensions(_groups([ecosystem.pk])[ecosystem.pk], set())


def declarations(actor: Actor) -> list[Declaration]:
    """Where the actor may declare or withdraw, for oneself and one's wards. Five queries."""
    pairs = _pairs(actor)
    places = {place.pk: place for place, _person in pairs}
    groups = _groups(places)
    people = {person.pk for _place, person in pairs}
    rows = DeclaredGroup.objects.filter(person__in=people, ecosystem__in=places)
    held: dict[tuple[int, int], set[int]] = {}
    for place_id, person_id, group in rows.values_list("ecosystem_id", "person_id", "group_id"):
        held.setdefault((place_id, person_id), set()).add(group)
    return [
        Declaration(
            slug=place.slug,
            ecosystem=place.said("name"),
            person=person.uuid,
            name=person.called or person.name,
            oneself=person.pk == actor.person_id,
            collected=place.collects_groups,
            dimensions=_dimensions(groups[place.pk], held.get((place.pk, person.pk), set())),
        )
        for place, person in pairs
        if groups[place.pk] and (place.collects_groups or held.get((place.pk, person.pk)))
    ]


def _pairs(actor: Actor) -> list[tuple[Ecosystem, Person]]:
    """Ecosystem and person: oneself where one takes part, then one's wards."""
    me = Person.objects.filter(pk=actor.person_id or 0).first()
    if me is None:
        return []
    held = me.assignments.filter(ends=None).values("ecosystem")
    mine = Ecosystem.objects.filter(Q(pk=me.kept_by_id) | Q(pk__in=held)).order_by("name")
    ties = Guardian.objects.seeing().filter(guardian=me, ends__isnull=True)
    wards = ties.select_related("ecosystem", "learner").order_by("learner__sort_name", "pk")
    return [(one, me) for one in mine] + [(tie.ecosystem, tie.learner) for tie in wards]


def _groups(places: Sequence[int] | Mapping[int, Ecosystem]) -> dict[int, list[PopulationGroup]]:
    found: dict[int, list[PopulationGroup]] = {pk: [] for pk in places}
    rows = PopulationGroup.objects.filter(ecosystem__in=list(places))
    for row in rows.order_by("dimension", "position", "title"):
        found[row.ecosystem_id].append(row)
    return found


def _dimensions(rows: Sequence[PopulationGroup], declared: set[int]) -> list[Dimension]:
    return [
        Dimension(
            dimension_word(key),
            [Choice(one.uuid, one.said("title"), one.pk in declared) for one in together],
        )
        for key, together in groupby(rows, key=lambda row: row.dimension)
    ]
