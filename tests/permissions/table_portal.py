"""The atlas, an ecosystem's page, and the pages of whoever has signed in."""

from .rows import Row, everyone, members, only

ROWS = (
    Row("/", everyone(200)),
    Row("/home/", everyone(200, public=302)),
    Row("/me/", everyone(200, public=302)),
    Row("/me/kept/", everyone(200, public=302)),
    Row(
        "/me/children/{person}/kept/",
        only("learner", "guardian", "convener", partner=404, tutor=404, evaluator=404),
    ),
    Row("/me/export/", everyone(200, public=404)),
    Row(
        "/me/erase/",
        everyone(200, public=302, learner=403, convener=409, cy=409),
        everyone(422, public=302, learner=403, convener=409, cy=409),
    ),
    Row("/erased/", everyone(404)),
    Row(
        "/e/{slug}/people/{person}/export/",
        only("learner", "guardian", "convener", partner=404, tutor=404, evaluator=404),
    ),
    Row(
        "/e/{slug}/people/{person}/erase/",
        only("convener", partner=404, tutor=404, evaluator=404),
        only("convener", status=302, partner=404, tutor=404, evaluator=404),
    ),
    Row("/e/{slug}/settings/kept/", only("convener"), open=403),
    Row("/e/{slug}/", members(200), open=200),
)
