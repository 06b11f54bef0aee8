"""Learners of one name are told apart by what they belong to: group, grade or school.

Where that is not enough, by their code or the day they were born on, as far as the reader may know it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.editors import may_read_private
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from . import rules
from .models import Assignment, Group, GroupPlace


def told_apart(
    actor: Actor,
    ecosystem: Ecosystem,
    people: Collection[Person],
    names: Mapping[int, str] | None = None,
    *,
    closely: bool = False,
) -> dict[int, str]:
    """What each one (by id) is called in a list, with what tells them from others of that name.

    A group is named to those who see it alone: what it is called may say more than they may know.
    ``names`` are those the list has, else each one's whole. Two queries where two names are equal.
    ``closely``, for an actor who sees them all: those still alike also by code or birthday, with some
    queries for each of them.
    """
    said = {one.pk: names[one.pk] if names else one.name for one in people}
    often = Counter(said.values())
    alike = [pk for pk, name in said.items() if often[name] > 1]
    if not alike:
        return said
    said |= rules.tell_apart(said, _known(actor, ecosystem, alike))
    return said | rules.tell_apart(said, _closer(actor, people, said)) if closely else said


def _closer(
    actor: Actor, people: Collection[Person], said: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """By id: the code, and the birthday if the actor may know it, of each who is alike still."""
    often = Counter(said.values())
    return {
        one.pk: (
            one.code,
            date_format(one.born, "DATE_FORMAT")
            if one.born and may_read_private(actor, one)
            else "",
        )
        for one in people
        if often[said[one.pk]] > 1
    }


def _known(
    actor: Actor, ecosystem: Ecosystem, people: Sequence[int]
) -> dict[int, tuple[str, str, str]]:
    """By id: the groups that the actor sees, the grade and the school of each."""
    groups: dict[int, list[str]] = defaultdict(list)
    shown = Group.objects.visible_to(actor).filter(ecosystem=ecosystem, ends=None)
    places = GroupPlace.objects.filter(
        group__in=shown, person__in=people, leads=False, ends=None
    ).order_by("group__name", "pk")
    for person, name in places.values_list("person", "group__name"):
        groups[person].append(name)
    grades, schools = {}, {}
    roles = Assignment.objects.filter(
        ecosystem=ecosystem, person__in=people, role="learner", ends=None
    ).order_by("starts", "pk")
    for person, grade, school in roles.values_list("person", "grade", "organisation__name"):
        grades[person] = _("grade %(grade)s") % {"grade": grade} if grade else ""
        schools[person] = school or ""
    return {
        pk: (_(", ").join(groups[pk]), grades.get(pk, ""), schools.get(pk, "")) for pk in people
    }
