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
    Row("/card/", everyone(200), everyone(422)),
    Row("/card/no-such-secret/", everyone(200), everyone(409)),
    Row("/me/password/", everyone(200, public=404), everyone(422, public=404)),
    Row(
        "/e/{slug}/groups/{group}/cards/",
        only("educator", "leader", "convener", refused=404, learner=403),
        only("educator", "leader", "convener", status=422, refused=404, learner=403),
    ),
    Row(
        "/e/{slug}/people/{person}/card/",
        only("educator", "leader", "convener", tutor=404, partner=404),
        only("educator", "leader", "convener", tutor=404, partner=404),
    ),
)
