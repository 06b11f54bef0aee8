"""What the API says of rounds, offers and rules whose texts are told in several languages."""

from typing import Any
from uuid import UUID

from ninja import Schema

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.shapes import Words


class AsKeptOut(Schema):
    """What is told in several languages: as it is kept, and `told` the others."""

    told: Told

    @staticmethod
    def resolve_title(row: Any) -> str:
        return str(row.kept.title)

    @staticmethod
    def resolve_summary(row: Any) -> str:
        return str(row.kept.summary)

    @staticmethod
    def resolve_told(row: Any) -> Any:
        return row.kept.told


class RuleOut(AsKeptOut):
    """A rule of priority; a reserve where it has `seats`."""

    uuid: UUID
    title: str
    kind: Words
    offer: str
    seats: int | None
