"""The profile and its readings."""

from .rows import Row, everyone, members

ROWS = (
    Row("/compare/", everyone(200)),
    Row("/compare/4.1/?e={slug}", members(200), open=200),
    Row("/measures/", everyone(200)),
    Row("/e/{slug}/network/", members(200), open=200),
    Row("/e/{slug}/profile/", members(200), open=200),
    Row("/e/{slug}/profile/4.1/", members(200), open=200),
)
