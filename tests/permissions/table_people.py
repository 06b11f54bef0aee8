"""Organisations and people."""

from .rows import Row, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row("/e/{slug}/organisations/", members(200), open=200),
    Row("/e/{slug}/organisations/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/organisations/{organisation}/", members(200), open=200),
    Row("/e/{slug}/organisations/{organisation}/edit/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/people/", members(200)),
    Row("/e/{slug}/people/{person}/", members(200, partner=404, tutor=404)),
)
