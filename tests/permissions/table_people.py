"""Organisations and people."""

from .rows import NOT_ALLOWED, Row, everyone, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)
GUARDIANS = "/e/{slug}/people/{person}/guardians/"
UNSEEN = {"partner": 404, "tutor": 404, "evaluator": 404}
TYING = only("convener", **UNSEEN)

ROWS = (
    Row("/e/{slug}/organisations/", members(200), open=200),
    Row("/e/{slug}/organisations/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/organisations/{organisation}/", members(200), open=200),
    Row("/e/{slug}/organisations/{organisation}/edit/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/people/", members(200)),
    Row("/e/{slug}/people/{person}/", members(200, **UNSEEN)),
    Row("/e/{slug}/people/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/people/duplicates/", CONVENER, open=403),
    Row(
        "/e/{slug}/people/{person}/edit/",
        only("leader", "convener", partner=404, tutor=404, evaluator=404),
        only("leader", "convener", status=422, partner=404, tutor=404, evaluator=404),
    ),
    Row(GUARDIANS + "add/", TYING, only("convener", status=422, **UNSEEN)),
    Row(GUARDIANS + "{tie}/end/", NOT_ALLOWED, only("convener", status=302, **UNSEEN)),
    Row(
        GUARDIANS + "{tie}/bar/",
        only("convener", **UNSEEN),
        only("convener", status=422, **UNSEEN),
    ),
    Row(GUARDIANS + "{tie}/bar/lift/", NOT_ALLOWED, only("convener", status=409, **UNSEEN)),
    Row(GUARDIANS + "{tie}/back/", NOT_ALLOWED, only("convener", status=302, **UNSEEN)),
    Row(
        "/e/{slug}/people/{person}/merge/{other_person}/",
        only("convener"),
        only("convener", status=302),
        open=403,
    ),
    Row(
        "/e/{slug}/people/merges/{merge}/undo/",
        NOT_ALLOWED,
        only("convener", status=302, refused=403),
    ),
    Row("/e/{slug}/people/groups/", CONVENER, UNFIT, open=403),
    Row("/me/details/groups/", NOT_ALLOWED, everyone(404, public=302)),
    Row("/me/details/", everyone(200, public=302), everyone(422, public=302)),
)
