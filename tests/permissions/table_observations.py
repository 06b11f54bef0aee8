"""Indicators: members read, conveners write."""

from .rows import Row, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row("/e/{slug}/indicators/", members(200), open=200),
    Row("/e/{slug}/indicators/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/indicators/{indicator}/", members(200), open=200),
    Row("/e/{slug}/indicators/{indicator}/edit/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/indicators/{indicator}/record/", CONVENER, UNFIT, open=403),
)
