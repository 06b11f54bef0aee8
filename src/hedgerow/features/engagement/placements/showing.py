"""A placement as the API sends it."""

from typing import Any
from uuid import UUID

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from . import pages, queries
from .shapes import PlacementOut


def shown_if_seen(by: Actor, place: Ecosystem, uuid: UUID) -> dict[str, Any] | None:
    """The same; None for who does not see it any more."""
    try:
        return shown(by, place, uuid)
    except NotFound:
        return None


def shown(by: Actor, place: Ecosystem, uuid: UUID) -> dict[str, Any]:
    """The placement as it stands, as far as the actor may see it; raises NotFound."""
    page = pages.placement_page(by, queries.placement_for(by, place, uuid), today(place))
    plain = {name: getattr(page, name) for name in PlacementOut.model_fields}
    said = [
        {
            "side": one.side, "at": one.at, "comment": one.comment,
            "ratings": [{"title": title, "level": level} for title, level in one.ratings],
        }
        for one in page.said
    ]  # fmt: skip
    return {**plain, "said": said}
