"""Roles in which one may lead a group: those that open the learners one leads."""

from collections.abc import Collection, Mapping
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import VIEW_LED_LEARNERS

from .models import Assignment, GroupPlace


def leading_names() -> list[str]:
    """The names of the roles in which one may lead."""
    table = settings.HEDGEROW_ROLES
    return [name for name, role in table.items() if VIEW_LED_LEARNERS in role.grants]


def leading_roles(ecosystem: Ecosystem, since: date) -> QuerySet[Assignment]:
    """Roles that last until ``since`` or longer and let lead here, cascading ones included."""
    leading = leading_names()
    here = Q(ecosystem=ecosystem, role__in=leading)
    networks = above(ecosystem)
    if networks:
        cascading = [name for name in leading if settings.HEDGEROW_ROLES[name].cascades]
        here |= Q(ecosystem__in=networks, role__in=cascading)
    return Assignment.objects.filter(here).filter(Q(ends__isnull=True) | Q(ends__gte=since))


def sites_led(
    ecosystem: Ecosystem, people: Collection[int], since: date
) -> dict[int, set[int | None]]:
    """By person, the organisations for which leading roles last that long; None is the whole."""
    rows = leading_roles(ecosystem, since).filter(person__in=people)
    found: dict[int, set[int | None]] = {}
    for person, place, site in rows.values_list("person", "ecosystem", "organisation"):
        found.setdefault(person, set()).add(site if place == ecosystem.pk else None)
    return found


def who_may_lead(ecosystem: Ecosystem, since: date) -> QuerySet[Person]:
    """Persons with a role in which one may lead here that lasts until ``since`` or longer."""
    return Person.objects.filter(pk__in=leading_roles(ecosystem, since).values("person"))


def cannot_lead(ecosystem: Ecosystem, since: Mapping[int, date]) -> set[int]:
    """Those of the persons who have no leading role that lasts until their day or longer."""
    if not since:
        return set()
    last: dict[int, date] = {}
    lasting = leading_roles(ecosystem, min(since.values()))
    for person, ends in lasting.values_list("person", "ends"):
        last[person] = max(last.get(person, date.min), ends or date.max)
    return {person for person, day in since.items() if last.get(person, date.min) < day}


def groups_led(role: Assignment) -> int:
    """How many groups the person leads in the role's ecosystem, if it is a role to lead in."""
    if role.role not in leading_names():
        return 0
    led = GroupPlace.objects.filter(person=role.person_id, leads=True, ends__isnull=True)
    return led.filter(group__ecosystem=role.ecosystem_id).count()


def above(ecosystem: Ecosystem) -> list[int]:
    """Ids of the networks that the ecosystem is a part of, the nearest first."""
    found: list[int] = []
    parent = ecosystem.parent_id
    while parent is not None and parent not in found:
        found.append(parent)
        parent = Ecosystem.objects.values_list("parent", flat=True).get(pk=parent)
    return found
