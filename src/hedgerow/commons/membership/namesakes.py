"""Learners of one name are told apart by what they belong to: group, grade or school."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from . import rules
from .models import Assignment, Group, GroupPlace


def told_apart(
    actor: Actor,
    ecosystem: Ecosystem,
    people: Collection[Person],
    names: Mapping[int, str] | None = None,
) -> dict[int, str]:
    """What each one (by id) is called in a list, with what tells them from others of that name.

    A group is named to those who see it alone: what it is called may say more than they may know.
    ``names`` are those the list has, else each one's whole. Two queries where two names are equal.
    """
    said = {one.pk: names[one.pk] if names else one.name for one in people}
    often = Counter(said.values())
    alike = [pk for pk, name in said.items() if often[name] > 1]
    return said | rules.tell_apart(said, _known(actor, ecosystem, alike)) if alike else said


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
