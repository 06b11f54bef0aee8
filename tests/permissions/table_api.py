"""The API's own page and document."""

from .rows import Row, everyone

ROWS = (
    Row("/api/", everyone(200), everyone(405)),
    Row("/api/openapi.json", everyone(200), everyone(405, public=401)),
)
