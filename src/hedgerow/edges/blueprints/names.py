"""Whether a text that is to travel says who belongs to the place it comes from."""

import re
from collections.abc import Iterable
from itertools import chain

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person


def named_in(row: Ecosystem, texts: Iterable[str]) -> set[str]:
    """Which of the texts say the name of an organisation or a person of the ecosystem."""
    told = {text: f" {_spaced(text)} " for text in texts if text}
    if not told:
        return set()
    everything = " ".join(told.values())
    here = Q(kept_by=row)
    organisations = Organisation.objects.filter(here | Q(memberships__ecosystem=row)).distinct()
    people = Person.objects.filter(here | Q(assignments__ecosystem=row)).distinct()
    names = chain(
        *(rows.values_list("name", flat=True).iterator() for rows in (organisations, people))
    )
    spaced = {f" {_spaced(name)} " for name in names}
    said = [name for name in spaced if name.strip() and name in everything]
    return {text for text, words in told.items() if any(name in words for name in said)}


def _spaced(text: str) -> str:
    """Its words alone, so that a name is found whatever stands beside it."""
    return " ".join(re.findall(r"\w+", text.casefold()))
