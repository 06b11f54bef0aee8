"""The conditions of a search as the database asks them. All of them must hold."""

from datetime import date, datetime
from math import cos, radians, sin
from typing import Final

from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Cos, Sin
from django.db.models.lookups import Contains, GreaterThanOrEqual, IContains

from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.discovery.rules import EARTH, Asked, Near
from hedgerow.features.engagement.opportunities.models import Opportunity

_A_DEGREE: Final = radians(1)


def conditions(asked: Asked, near: Near | None, day: date, now: datetime) -> Q:
    """All but the words; ``day`` is the first of which something is not over."""
    found = not_over(asked.starts if asked.starts and asked.starts > day else day)
    found &= Q(state=Opportunity.State.OPEN)
    if asked.ends is not None:
        found &= Q(starts__isnull=True) | Q(starts__lte=asked.ends)
    if asked.age is not None:
        found &= Q(age_from__isnull=True) | Q(age_from__lte=asked.age)
        found &= Q(age_to__isnull=True) | Q(age_to__gte=asked.age)
    if asked.grade:
        found &= Q(grades=[]) | _graded(asked.grade)
    if asked.language:
        found &= spoken(asked.language)
    for key in asked.access:
        found &= _names("access", key)
    if asked.kind:
        found &= Q(kind__key=asked.kind)
    if asked.cost is not None:
        found &= Q(cost_amount__lte=asked.cost)
    if near is not None:
        found &= within(near)
    if asked.places:
        found &= takes_signups(now)
    return found


def not_over(day: date) -> Q:
    """What goes on on that day or later, and what can be done at any time."""
    later = Q(ends__gte=day) | Q(ends__isnull=True, starts__gte=day)
    return later | Q(ends__isnull=True, starts__isnull=True)


def within(near: Near) -> Q:
    """What lies in the circle by itself, or where it lies nowhere itself, by its site."""
    sites = Organisation.objects.filter(_box(near) & _circle(near)).values("pk")
    return _box(near) & _circle(near) | Q(latitude__isnull=True, site__in=sites)


def ways_to_lie(near: Near) -> tuple[tuple[str, Q], tuple[str, Q]]:
    """The same as two conditions, each with what stands before the columns it goes by.

    No row fulfils both, and each is asked by itself, so that the database takes positions from an
    index on them.
    """
    there = _box(near) & _circle(near)
    sites = Organisation.objects.filter(there).values("pk")
    return ("", there), ("site__", Q(latitude__isnull=True, site__in=sites))


def closeness(near: Near, of: str = "") -> Combinable:
    """The cosine of the angle between the place and a row: 1 where it is, less the farther it lies.

    ``of`` is what stands before the names of both columns, as in ``site__``.
    """
    high, wide = F(f"{of}latitude") * _A_DEGREE, F(f"{of}longitude") * _A_DEGREE
    here, there = radians(near.latitude), radians(near.longitude)
    return Value(sin(here)) * Sin(high) + Value(cos(here)) * Cos(high) * Cos(wide - Value(there))


def takes_signups(now: datetime) -> Q:
    """What one signs up for now; whether a place is free, its places say."""
    found = Q(takes_signups=True, by_invitation=False)
    found &= Q(signup_opens__isnull=True) | Q(signup_opens__lte=now)
    return found & (Q(signup_closes__isnull=True) | Q(signup_closes__gt=now))


def _box(near: Near) -> Q:
    box = near.box
    found = Q(latitude__gte=box.south, latitude__lte=box.north)
    west, east = Q(longitude__gte=box.west), Q(longitude__lte=box.east)
    return found & (west | east if box.is_across else west & east)


def _circle(near: Near) -> Q:
    return Q(GreaterThanOrEqual(closeness(near), Value(cos(near.km / EARTH))))


def spoken(language: str) -> Q:
    """What is offered in that language, in whichever country's form of it."""
    return _names("languages", language) | _names("languages", f"{language}-", "")


def _graded(grade: str) -> Q:
    """What names the grade, in whatever case."""
    return Q(IContains(Cast(F("grades"), TextField()), f'"{grade}"'))


def _names(field: str, word: str, end: str = '"') -> Q:
    """Whether a list of words has that one; both databases write it in double quotes."""
    return Q(Contains(Cast(F(field), TextField()), f'"{word}{end}'))
