"""What the API says of rounds and offers whose texts are told in several languages."""

from typing import Any

from ninja import Schema

from hedgerow.commons.ecosystems.told_shapes import Told


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
