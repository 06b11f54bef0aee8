"""Imports: the convener's alone; to all others they are not there."""

from .rows import NOT_ALLOWED, Row, only

CONVENER = only("convener", refused=404)
REFUSED = only("convener", status=409, refused=404)

ROWS = (
    Row("/e/{slug}/imports/", CONVENER),
    Row("/e/{slug}/imports/new/", CONVENER, only("convener", status=422, refused=404)),
    Row("/e/{slug}/imports/templates/organisations.csv", CONVENER),
    Row("/e/{slug}/imports/{import}/", CONVENER),
    Row("/e/{slug}/imports/{import}/problems.csv", CONVENER),
    Row("/e/{slug}/imports/{import}/confirm/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/imports/{import}/discard/", NOT_ALLOWED, REFUSED),
    Row("/e/{slug}/imports/{import}/undo/", NOT_ALLOWED, REFUSED),
)
