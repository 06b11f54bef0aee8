"""Reading on a page what a notice tells, or would have told."""

from collections.abc import Callable, Collection
from datetime import datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.speaking import reading_as, words_in

from ..kinds import Pace, kind_of
from ..models import Notice
from .telling import LONGEST, Said


def read_on_page(
    person: Person,
    kind: str,
    once: str,
    say: Callable[[], Said],
    *,
    ecosystem: Ecosystem,
    at: datetime,
    about: Person | None = None,
) -> Notice:
    """Note that somebody read it on its page: the notice with that key is read, or kept as read.

    No letter carries one that is kept so. Who was told nothing, since they came later or since the
    row was invented, is thus known to have read it.
    """
    kind_of(kind)
    spoken = [person.language, *ecosystem.languages]
    with reading_as(*spoken):
        said = say()
    language = said.language or words_in(*spoken)
    kept, _made = Notice.objects.get_or_create(
        person=person, kind=kind, once=once,
        defaults={
            "ecosystem": ecosystem, "language": language, "at": at, "read_at": at,
            "about": None if about is None or about.pk == person.pk else about,
            "subject": " ".join(said.subject.split())[:200], "path": said.path,
            "text": said.text.strip()[:LONGEST], "pace": Pace.NEVER,
        },
    )  # fmt: skip
    if kept.read_at is None:
        kept.read_at = at
        kept.save(update_fields=["read_at"])
    return kept


def read_where_told(kind: str, keys: Collection[str], *, by: Actor, at: datetime) -> int:
    """Note that the actor read on its page what these notices tell; return how many were new."""
    rows = Notice.objects.filter(person=by.person_id or 0, kind=kind, once__in=keys, read_at=None)
    return rows.update(read_at=at)
