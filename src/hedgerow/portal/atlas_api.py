"""The operation that tells how far each ecosystem is, as the atlas does."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict, Words
from hedgerow.foundation.requests import actor

from .queries.atlas import Atlas, asked_for, atlas

router = Router(tags=["Ecosystems"])


class AtlasAsked(Strict):
    """What the filters of the atlas ask for."""

    q: str = Field("", max_length=100, description="Beginnings of words of name and place.")
    country: str = Field("", max_length=2, description="ISO 3166-1 alpha-2.")
    kind: str = Field("", max_length=40)
    feature: int = Field(0, ge=0, le=7, description="Only with `level` of this feature or more.")
    level: int = Field(1, ge=1, le=4)


class FeatureLevel(Schema):
    """Null where there is no level yet."""

    feature: int
    title: Words
    level: int | None


class AtlasLine(Schema):
    """An ecosystem with the levels of its features, and how many parts of it one sees.

    `whole` is the name of the one that it is a part of, empty if of none.
    """

    slug: str
    name: str
    territory: str
    country: str
    kind: Words
    state: str
    simulated: bool
    parts: int
    whole: str
    levels: list[FeatureLevel]


class AtlasOut(Schema):
    """`total` counts all that one may see and that are part of no other."""

    total: int
    items: list[AtlasLine]


@router.get("/atlas", response=AtlasOut, summary="Read levels of ecosystems")
def read_atlas(request: HttpRequest, asked: Query[AtlasAsked]) -> Any:
    """By name; parts of another only where a filter finds them."""
    given = {name: str(value) for name, value in asked.dict().items()}
    return _shown(atlas(actor(request), asked_for(given)))


def _shown(page: Atlas) -> dict[str, Any]:
    plain = AtlasLine.model_fields.keys() - {"levels"}
    items = [
        {
            **{name: getattr(card, name) for name in plain},
            "levels": [
                {"feature": number, "title": title, "level": level}
                for number, (title, level, _said) in enumerate(card.levels, 1)
            ],
        }
        for card in page.cards
    ]
    return {"total": page.total, "items": items}
