"""What follows on saving organisations or persons: the words that find them, and one fact."""

from collections.abc import Sequence
from datetime import datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal, search
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..models import NameWord, Organisation, Person
from ..rules import words

BATCH = 500


def index(column: str, saved: Sequence[Organisation | Person]) -> None:
    """Make the words of the rows' names those that search finds them by, and mark what names them."""
    search.touch_leaning(f"people.{column}", [row.pk for row in saved])
    for start in range(0, len(saved), BATCH):
        part = saved[start : start + BATCH]
        NameWord.objects.filter(**{f"{column}__in": [row.pk for row in part]}).delete()
        NameWord.objects.bulk_create(
            (
                NameWord(word=word, **{f"{column}_id": row.pk})
                for row in part
                for word in words(row.name, getattr(row, "called", ""))
            ),
            BATCH,
        )


def tell(
    kind: str,
    subject: str,
    saved: Sequence[Organisation | Person],
    outcome: Outcome,
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
    ids: Sequence[str] = (),
) -> None:
    """Words for search and one fact for the set, with public ids of rows that have their words.

    Neither where nothing differed.
    """
    if not saved and not ids:
        return
    index(subject.removeprefix("people."), saved)
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[(subject, row.uuid) for row in saved],
        many={subject: ids},
        payload={"new": outcome.new, "changed": outcome.changed},
    )
