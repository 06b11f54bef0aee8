"""Learners of one name are told apart by what they belong to: group, grade or school."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from . import rules
from .models import Assignment, GroupPlace


def told_apart(
    ecosystem: Ecosystem, people: Collection[Person], names: Mapping[int, str] | None = None
) -> dict[int, str]:
    """What each one (by id) is called in a list, with what tells them from others of that name.

    ``names`` are those the list has, else each one's whole. Two queries where two names are equal.
    """
    said = {one.pk: names[one.pk] if names else one.name for one in people}
    often = Counter(said.values())
    alike = [pk for pk, name in said.items() if often[name] > 1]
    return said | rules.tell_apart(said, _known(ecosystem, alike)) if alike else said


def _known(ecosystem: Ecosystem, people: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """By id: the group, the grade and the school of each."""
    groups: dict[int, list[str]] = defaultdict(list)
    places = GroupPlace.objects.filter(
        group__ecosystem=ecosystem, person__in=people, leads=False, ends=None, group__ends=None
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
