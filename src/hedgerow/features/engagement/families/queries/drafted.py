"""What one guardian receives, and what a sender adds in words of their own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.tongues import named
from hedgerow.commons.people.models import Person


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence that the sender adds, and the language of that and of what fills blanks."""

    text: str = ""
    language: str = ""


NOTHING = Own()


@dataclass(frozen=True, slots=True)
class Draft:
    """What one guardian would receive about one learner."""

    guardian: Person
    learner: Person
    language: str
    fallback: bool
    subject: str
    body: str
    own: Own = NOTHING
    own_foreign: bool = False


def whole(body: str, own: Own, own_foreign: bool) -> str:
    """All of a copy as a letter has it, in the language that is switched on."""
    said = {"language": named(own.language)}
    if not own_foreign:
        mark = ""
    elif own.text:
        mark = _("Added in %(language)s, and not translated:") % said
    else:
        mark = _("Part of it was written in %(language)s, and not translated.") % said
    return "\n\n".join(part for part in (body, mark, own.text) if part)
