"""Organisations and people."""

from .rows import Row, everyone, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row("/e/{slug}/organisations/", members(200), open=200),
    Row("/e/{slug}/organisations/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/organisations/{organisation}/", members(200), open=200),
    Row("/e/{slug}/organisations/{organisation}/edit/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/people/", members(200)),
    Row("/e/{slug}/people/{person}/", members(200, partner=404, tutor=404)),
    Row("/e/{slug}/people/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/people/duplicates/", CONVENER, open=403),
    Row(
        "/e/{slug}/people/{person}/edit/",
        only("leader", "convener", partner=404, tutor=404),
        only("leader", "convener", status=422, partner=404, tutor=404),
    ),
    Row("/me/details/", everyone(200, public=302), everyone(422, public=302)),
)
