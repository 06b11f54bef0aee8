"""The places that a list of people leaves behind, as far as whoever sends it may end them."""

from collections.abc import Collection, Sequence
from typing import Final

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.permissions import EDIT_GROUPS
from hedgerow.commons.membership.targets.changing import Change, changes_of_class
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff

PEOPLE: Final = "people"
OF_CLASSES: Final = (PEOPLE, "families")
"""Targets a line of which may say the class of a learner."""


def moving(ecosystem: Ecosystem, target: str, diff: Diff, by: Actor) -> tuple[Change, ...]:
    """By line; nobody whom the actor may not see, and no group that they may not change."""
    if target not in OF_CLASSES:
        return ()
    every = (*diff.new, *diff.changed, *diff.unchanged)
    mixed = target != PEOPLE
    records = [one for one in every if not mixed or one.label == PEOPLE]
    found = changes_of_class(ecosystem, records)
    people = seen(by, {one.person for one in found})
    groups = _changeable(ecosystem, {one.old for one in found}, by)
    return tuple(one for one in found if one.person in people and one.old in groups)


def seen(actor: Actor, people: Collection[int]) -> set[int]:
    """Those of the people whom the actor may see."""
    theirs = Person.objects.visible_to(actor).filter(erased_at=None)
    return {
        pk
        for some in in_parts(people)
        for pk in theirs.filter(pk__in=some).values_list("pk", flat=True)
    }


def _changeable(ecosystem: Ecosystem, groups: Collection[int], by: Actor) -> Collection[int]:
    if by.may(EDIT_GROUPS, ecosystem.pk):
        return groups
    own: Sequence[int] = by.sites_with(EDIT_GROUPS, ecosystem.pk)
    theirs = Group.objects.filter(ecosystem=ecosystem, organisation__in=own)
    return {
        pk
        for some in in_parts(groups)
        for pk in theirs.filter(pk__in=some).values_list("pk", flat=True)
    }
