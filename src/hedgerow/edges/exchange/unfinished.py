"""Files of which nothing was saved yet: told apart from those that came in, and taken away on their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.foundation.targets import Text

from .failing import FAILED, state_of, state_text_of
from .importing import LOOKED_AT
from .models import Import

MOST: Final = 50
NOTHING_CAME: Final = Q(told_state=FAILED, state=Import.State.RUNNING)
NOT_IN: Final = (*LOOKED_AT, Import.State.ASIDE, Import.State.DISCARDED)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A file that waits for somebody, or could not come in."""

    uuid: UUID
    file: str
    by: str
    at: datetime
    state: str
    state_text: Text


def unfinished(rows: QuerySet[Import]) -> Sequence[Unfinished]:
    """Those of these imports that can still be finished, or are put aside; the latest first, so many at most."""
    there = Q(state__in=(*LOOKED_AT, Import.State.ASIDE)) | NOTHING_CAME
    found = rows.filter(there).order_by("-created_at", "-pk")
    return [
        Unfinished(
            one.uuid, one.file_name, one.by.name if one.by else "", one.created_at, state_of(one), state_text_of(one)
        )
        for one in found[:MOST]
    ]  # fmt: skip


def came_in(rows: QuerySet[Import], asked: str) -> QuerySet[Import]:
    """Those that came in or are on their way; whoever asks for a state sees those of that state."""
    return rows if asked else rows.exclude(state__in=NOT_IN).exclude(NOTHING_CAME)
