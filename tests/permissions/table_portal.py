"""The atlas, an ecosystem's page, and the pages of whoever has signed in."""

from .rows import Row, everyone, members

ROWS = (
    Row("/", everyone(200)),
    Row("/home/", everyone(200, public=404)),
    Row("/me/", everyone(200, public=404)),
    Row("/e/{slug}/", members(200), open=200),
)
