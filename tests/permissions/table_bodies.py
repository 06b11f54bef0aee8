"""Bodies and who sits in them."""

from .rows import Row, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row("/e/{slug}/bodies/", members(200), open=200),
    Row("/e/{slug}/bodies/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/bodies/{body}/", members(200), open=200),
    Row("/e/{slug}/bodies/{body}/edit/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/bodies/{body}/seats/{seat}/", CONVENER, UNFIT, open=403),
)
