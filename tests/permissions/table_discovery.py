"""Finding what is offered: each persona finds what it may see, so every one gets the page."""

from .rows import Row, everyone, members

ROWS = (
    Row("/find/", everyone(200)),
    Row("/e/{slug}/find/", members(200), open=200),
    Row("/e/{slug}/find/?view=simple&words=x&near=1,1", members(200), open=200),
)
