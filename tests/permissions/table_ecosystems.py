"""Settings: the convener's alone."""

from .rows import NOT_ALLOWED, Row, everyone, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)
REMOVED = only("convener", status=302)
KINDS = ("term", "holiday", "figure", "population")

ROWS = (
    Row("/e/{slug}/settings/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/settings/words/", CONVENER, only("convener", status=409), open=403),
    Row("/e/{slug}/settings/calendar/", CONVENER, open=403),
    Row("/e/{slug}/settings/figures/", CONVENER, open=403),
    *(Row(f"/e/{{slug}}/settings/{kind}/new/", CONVENER, UNFIT, open=403) for kind in KINDS),
    *(Row(f"/e/{{slug}}/settings/{kind}/{{{kind}}}/", CONVENER, UNFIT, open=403) for kind in KINDS),
    *(
        Row(f"/e/{{slug}}/settings/{kind}/{{{kind}}}/remove/", NOT_ALLOWED, REMOVED)
        for kind in KINDS
    ),
    Row("/e/{slug}/settings/undo/forged/", NOT_ALLOWED, everyone(404)),
)
