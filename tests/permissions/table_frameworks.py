"""Frameworks and their items."""

from .rows import Row, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row("/e/{slug}/frameworks/", members(200), open=200),
    Row("/e/{slug}/frameworks/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/frameworks/{framework}/", members(200), open=200),
    Row("/e/{slug}/frameworks/{framework}/edit/", CONVENER, UNFIT, open=403),
)
