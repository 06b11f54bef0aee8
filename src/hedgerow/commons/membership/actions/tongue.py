"""In which language a letter speaks to somebody."""

from contextlib import AbstractContextManager

from django.utils import translation

from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.speaking import reading_as


def speaking_to(person: Person, *otherwise: str) -> AbstractContextManager[object]:
    """Their own language; where none is known, or the pages have no words in it, ``otherwise``.

    Without ``otherwise`` that is the language of the page on which the letter is asked for.
    """
    page = translation.get_language() or ""
    return reading_as(person.language, *(otherwise or (page,)))
