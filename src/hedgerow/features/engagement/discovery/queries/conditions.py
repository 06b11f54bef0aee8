"""The conditions of a search as the database asks them. All of them must hold."""

from datetime import date, datetime

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains

from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.discovery.rules import Asked, Box, Near
from hedgerow.features.engagement.opportunities.models import Opportunity


def conditions(asked: Asked, near: Near | None, day: date, now: datetime) -> Q:
    """All but the words; ``day`` is the first of which something is not over."""
    found = not_over(asked.starts if asked.starts and asked.starts > day else day)
    found &= Q(state=Opportunity.State.OPEN)
    if asked.ends is not None:
        found &= Q(starts__isnull=True) | Q(starts__lte=asked.ends)
    if asked.age is not None:
        found &= Q(age_from__isnull=True) | Q(age_from__lte=asked.age)
        found &= Q(age_to__isnull=True) | Q(age_to__gte=asked.age)
    if asked.language:
        found &= _names("languages", asked.language) | _names("languages", f"{asked.language}-", "")
    for key in asked.access:
        found &= _names("access", key)
    if asked.kind:
        found &= Q(kind__key=asked.kind)
    if asked.cost is not None:
        found &= Q(cost_amount__lte=asked.cost)
    if near is not None:
        found &= within(near.box)
    if asked.places:
        found &= takes_signups(now)
    return found


def not_over(day: date) -> Q:
    """What goes on on that day or later, and what can be done at any time."""
    later = Q(ends__gte=day) | Q(ends__isnull=True, starts__gte=day)
    return later | Q(ends__isnull=True, starts__isnull=True)


def within(box: Box) -> Q:
    """What lies in the box by itself, or where it lies nowhere itself, by its site."""
    sites = Organisation.objects.filter(_within(box)).values("pk")
    return _within(box) | Q(latitude__isnull=True, site__in=sites)


def takes_signups(now: datetime) -> Q:
    """What one signs up for now; whether a place is free, its places say."""
    found = Q(takes_signups=True, by_invitation=False)
    found &= Q(signup_opens__isnull=True) | Q(signup_opens__lte=now)
    return found & (Q(signup_closes__isnull=True) | Q(signup_closes__gt=now))


def _within(box: Box) -> Q:
    found = Q(latitude__gte=box.south, latitude__lte=box.north)
    west, east = Q(longitude__gte=box.west), Q(longitude__lte=box.east)
    return found & (west | east if box.is_across else west & east)


def _names(field: str, word: str, end: str = '"') -> Q:
    """Whether a list of words has that one; both databases write it in double quotes."""
    return Q(Contains(Cast(F(field), TextField()), f'"{word}{end}'))
