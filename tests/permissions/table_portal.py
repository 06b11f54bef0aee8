"""The atlas and an ecosystem's page."""

from .rows import Row, everyone, members

ROWS = (
    Row("/", everyone(200)),
    Row("/e/{slug}/", members(200), open=200),
)
