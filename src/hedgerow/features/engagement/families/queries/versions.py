"""A message as its reader's language says it, beside what was sent in others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem

from .. import rules
from ..models import Message, MessageCopy
from .drafts import day_in_words, templates_of


@dataclass(frozen=True, slots=True)
class Version:
    """A text in one language; ``tongue`` is that language's own name."""

    language: str
    tongue: str
    subject: str
    body: str


def sent_in(copies: Sequence[MessageCopy]) -> dict[str, Version]:
    """The first copy of each language that families got."""
    found: dict[str, Version] = {}
    for one in copies:
        found.setdefault(one.language, _version(one.language, one.subject, one.body))
    return found


def in_own_language(
    ecosystem: Ecosystem, row: Message, copies: Sequence[MessageCopy]
) -> Version | None:  # fmt: skip
    """What was sent in the reader's language, else what its template says there now; None for neither.

    One query where it was not sent in that language.
    """
    reads = (translation.get_language() or "en").split("-", maxsplit=1)[0]
    sent = sent_in(copies)
    if reads in sent or not copies:
        return sent.get(reads)
    template = next((one for one in templates_of(ecosystem) if one.key == row.template), None)
    if template is None or reads not in template.languages:
        return None
    first = copies[0]
    values = {
        **row.values, "sender": row.sender.name if row.sender else "", "place": row.place,
        "ecosystem": ecosystem.said("name"), "day": day_in_words(row.values.get("day", ""), reads),
        "child": first.learner.called or first.learner.name,
        "family": first.guardian.called or first.guardian.name,
    }  # fmt: skip
    subject, body = (rules.fill(text, values) for text in template.texts[reads])
    return _version(reads, subject, body)


def _version(language: str, subject: str, body: str) -> Version:
    return Version(language, LANGUAGES.get(language, language), subject, body)
