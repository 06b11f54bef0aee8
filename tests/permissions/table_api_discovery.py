"""The API: finding what is offered."""

from .rows import Row, everyone, members

ROWS = (
    Row("/api/find", everyone(200)),
    Row("/api/ecosystems/{slug}/find", members(200), open=200),
)
