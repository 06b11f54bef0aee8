"""Who of some people sees a person: nobody is told of somebody whom they may not see."""

from collections.abc import Iterable
from datetime import datetime

from hedgerow.commons.people.models import Person

from .actors import actor_of


def who_see(about: Person, people: Iterable[Person], at: datetime) -> list[Person]:
    """Those who see ``about`` at the moment, by role or tie; a few queries each, so for a few people."""
    return [one for one in people if _sees(one, about, at)]


def _sees(reader: Person, about: Person, at: datetime) -> bool:
    by = actor_of(reader.pk, via="job", at=at)
    return Person.objects.visible_to(by).filter(pk=about.pk).exists()
