"""Who changes class as it is kept with an import, and what of it an import may end."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from hedgerow.commons.membership.targets.changing import Change

from ..models import Import

FIELD: Final = "moving"


def plain(found: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {"line": one.line, "place": one.place, "person": one.person, "old": one.old, "new": one.new,
         "last": one.last.isoformat(), "usual": one.usual}
        for one in found
    ]  # fmt: skip


def leaving(row: Import | None, found: Iterable[Change]) -> Mapping[int, date]:
    """Last days of the places that end: of an import that was looked at before, those that it told of."""
    told = None if row is None else {one["place"] for one in row.preview.get(FIELD, ())}
    return {one.place: one.last for one in found if told is None or one.place in told}
