"""Signing in and out (a link's secret is no ecosystem's row), and groups."""

from .rows import NOT_ALLOWED, Row, everyone, members, only

ROWS = (
    Row("/sign-in/", everyone(200), everyone(422)),
    Row("/sign-in/password/", NOT_ALLOWED, everyone(422)),
    Row("/sign-in/no-such-secret/", everyone(200), everyone(409)),
    Row("/sign-out/", NOT_ALLOWED, everyone(302)),
    Row("/e/{slug}/groups/", members(200)),
    Row(
        "/e/{slug}/groups/{group}/",
        only("learner", "educator", "leader", "convener", refused=404),
    ),
)
