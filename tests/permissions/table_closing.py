"""Closing an ecosystem and opening it again: the convener's alone."""

from .rows import NOT_ALLOWED, Row, only, writers

HERE = "/api/ecosystems/{slug}"

ROWS = (
    Row("/e/{slug}/settings/close/", only("convener"), only("convener", status=422), open=403),
    Row("/e/{slug}/settings/reopen/", NOT_ALLOWED, only("convener", status=409)),
    Row(
        f"{HERE}/close", NOT_ALLOWED, writers("convener", status=409), body={"name": "Another name"}
    ),
    Row(f"{HERE}/reopen", NOT_ALLOWED, writers("convener", status=409)),
)
