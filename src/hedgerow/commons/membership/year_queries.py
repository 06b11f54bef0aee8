"""The next school year before it is prepared: who would go where, and who would leave."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from .grades import LEAVES, next_grade, next_name
from .models import Assignment, Group, Promotion
from .permissions import ASSIGN_ROLES, EDIT_GROUPS


@dataclass(frozen=True, slots=True)
class Step:
    """A grade or a group, what follows it (nothing if they leave), and how many are in it."""

    before: str
    after: str
    school: str
    learners: int
    leaves: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Preview:
    grades: tuple[Step, ...]
    groups: tuple[Step, ...]
    leaving: int
    moving: int


def require_promoting(by: Actor, ecosystem: Ecosystem) -> None:
    """Raises NotFound to outsiders, or NotPermitted."""
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    require(by, EDIT_GROUPS, within=ecosystem.pk)


def going_up(ecosystem: Ecosystem, begins: date) -> tuple[Any, Any]:
    """The open groups with a grade, and the open learners' roles, that began before that day."""
    open_ = {"ecosystem": ecosystem, "ends__isnull": True, "starts__lt": begins}
    groups = Group.objects.filter(**open_).exclude(grade="")
    return groups, Assignment.objects.filter(role="learner", **open_).exclude(grade="")


def year_preview(ecosystem: Ecosystem, begins: date, last: int) -> Preview:
    """What promoting would do, for one who may promote; two queries."""
    groups, spells = going_up(ecosystem, begins)
    counts = spells.values_list("grade").annotate(Count("pk")).order_by("grade")
    grades = tuple(_step(grade, grade, "", n, last) for grade, n in counts)
    inside = Count("places", filter=Q(places__ends__isnull=True, places__leads=False))
    rows = groups.annotate(n=inside).order_by("organisation__name", "name", "pk")
    found = rows.values_list("name", "grade", "organisation__name", "n")
    return Preview(
        grades=tuple(sorted(grades, key=lambda one: (len(one.before), one.before))),
        groups=tuple(_step(name, grade, school or "", n, last) for name, grade, school, n in found),
        leaving=sum(one.learners for one in grades if one.leaves),
        moving=sum(one.learners for one in grades if not one.leaves and not one.stays),
    )


def _step(name: str, grade: str, school: str, learners: int, last: int) -> Step:
    following = next_grade(grade, last)
    leaves, stays = following == LEAVES, following is None
    after = "" if leaves else next_name(name, grade, following) if following else name
    return Step(name, after, school, learners, leaves, stays)


def newest_promotion(ecosystem: Ecosystem) -> Promotion | None:
    """The one that could be taken back; those that were are none."""
    return Promotion.objects.filter(ecosystem=ecosystem, undone_at=None).order_by("-pk").first()
