"""What each language's families would receive, before it is sent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.tongues import named

from .queries.drafted import Draft


@dataclass(frozen=True, slots=True)
class Look:
    """One language: which guardians get it, for how many children, and the text of the first."""

    language: str
    name: str
    fallback: bool
    families: Sequence[str]
    children: int
    subject: str
    body: str
    own: str
    own_language: str
    own_name: str
    own_foreign: bool


def previews(drafts: Sequence[Draft]) -> list[Look]:
    """A look for each language and for those who do not get theirs, the strange ones first."""
    together: dict[tuple[str, bool, bool], list[Draft]] = {}
    for draft in drafts:
        together.setdefault((draft.language, draft.fallback, draft.own_foreign), []).append(draft)
    order = sorted(together, key=lambda key: (not key[1], not key[2], -len(together[key])))
    return [_look(together[key]) for key in order]


def _look(drafts: Sequence[Draft]) -> Look:
    one = drafts[0]
    return Look(
        one.language, str(LANGUAGES.get(one.language, one.language)), one.fallback,
        list({draft.guardian.pk: draft.guardian.name for draft in drafts}.values()),
        children_in(drafts), one.subject, one.body, one.own.text, one.own.language,
        named(one.own.language), one.own_foreign,
    )  # fmt: skip


def digest_of(drafts: Sequence[Draft], *, asks: bool) -> str:
    """What is looked at, as one number: whoever sends with it sends this, to these, and no other."""
    each = sorted(
        (
            draft.guardian.pk, draft.learner.pk, draft.language, draft.subject, draft.body,
            draft.own.text, draft.own.language,
        )
        for draft in drafts
    )  # fmt: skip
    return hashlib.sha256(repr((each, asks)).encode()).hexdigest()


def unable(drafts: Sequence[Draft]) -> int:
    """How many people get the sender's own sentence in a language they do not read."""
    return len({draft.guardian.pk for draft in drafts if draft.own_foreign})


def guardians_in(drafts: Sequence[Draft]) -> int:
    """How many people are told; who has several children here counts once."""
    return len({draft.guardian.pk for draft in drafts})


def children_in(drafts: Sequence[Draft]) -> int:
    """For how many children."""
    return len({draft.learner.pk for draft in drafts})
