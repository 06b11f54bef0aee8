"""The API's own page and document."""

from .rows import Row, everyone

ROWS = (
    Row("/api/", everyone(200), everyone(405)),
    Row("/api/openapi.json", everyone(200), everyone(405, public=401)),
    Row("/api/nothing-is-here", everyone(404), everyone(404, public=401)),
)
