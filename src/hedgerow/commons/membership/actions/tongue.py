"""In which language a letter speaks to somebody."""

from contextlib import AbstractContextManager

from django.utils import translation

from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.speaking import reading_as


def speaking_to(person: Person, otherwise: str | None = None) -> AbstractContextManager[object]:
    """Their own language; where none is known, or the pages have no words in it, ``otherwise``.

    Without ``otherwise`` that is the language of the page on which the letter is asked for.
    """
    spoken = otherwise or translation.get_language() or "en"
    try:
        own = translation.get_supported_language_variant(person.language or spoken)
    except LookupError:
        own = spoken
    return reading_as(person.language or own, own)
