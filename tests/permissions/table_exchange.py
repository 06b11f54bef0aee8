"""Imports: the convener's alone; to all others they are not there."""

from .rows import NOT_ALLOWED, Row, everyone, members, only

CASE = "/ims/case/v1p1/"
CONVENER = only("convener", refused=404)
REFUSED = only("convener", status=409, refused=404)

ROWS = (
    Row("/e/{slug}/imports/", CONVENER),
    Row("/e/{slug}/imports/new/", CONVENER, only("convener", status=422, refused=404)),
    Row("/e/{slug}/imports/templates/organisations.csv", CONVENER),
    Row("/e/{slug}/imports/{import}/", CONVENER),
    Row("/e/{slug}/imports/{import}/problems.csv", CONVENER),
    Row("/e/{slug}/imports/{import}/confirm/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/imports/{import}/again/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/imports/{import}/discard/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/imports/{import}/columns/", REFUSED, REFUSED),
    Row("/e/{slug}/imports/{import}/mapping.toml", only(refused=404, convener=404)),
    Row("/e/{slug}/imports/{import}/undo/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/frameworks/import/", only("convener"), only("convener", status=422), open=403),
    Row("/e/{slug}/frameworks/{framework}/case.json", members(200), open=200),
    Row("/e/{slug}/frameworks/{framework}/case.csv", members(200), open=200),
    Row(f"{CASE}discovery/imscasev1p1_openapi3_v1p0.json", everyone(200)),
    Row(f"{CASE}CFDocuments", everyone(200)),
    Row(f"{CASE}CFPackages/{{framework}}", members(200), open=200),
    Row(f"{CASE}CFItems/{{item}}", members(200), open=200),
    Row("/ims/case", everyone(404), why="nothing is there"),
)
