"""Handing over and closing an ecosystem and opening it again: the convener's alone."""

from .cast import PASSWORD
from .rows import NOT_ALLOWED, Row, everyone, only, writers

HERE = "/api/ecosystems/{slug}"

ROWS = (
    Row("/e/{slug}/settings/handover/", only("convener"), only("convener", status=422), open=403),
    Row("/e/{slug}/settings/handover/back/", NOT_ALLOWED, only("convener", status=404)),
    Row("/e/{slug}/handover/", everyone(404), everyone(404)),
    Row(
        f"{HERE}/handover",
        everyone(404),
        writers("convener", status=201),
        delete=everyone(404, public=401),
        body={"email": "somebody@example.org", "proof": PASSWORD},
    ),
    Row(
        f"{HERE}/handover/answer",
        NOT_ALLOWED,
        everyone(404, public=401),
        body={"agrees": True},
    ),
    Row("/e/{slug}/settings/close/", only("convener"), only("convener", status=422), open=403),
    Row("/e/{slug}/settings/reopen/", NOT_ALLOWED, only("convener", status=409)),
    Row(
        f"{HERE}/close", NOT_ALLOWED, writers("convener", status=409), body={"name": "Another name"}
    ),
    Row(f"{HERE}/reopen", NOT_ALLOWED, writers("convener", status=409)),
)
