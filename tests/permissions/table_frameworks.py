"""Frameworks and their items."""

from .rows import NOT_ALLOWED, Row, members, only

CONVENER, UNFIT = only("convener"), only("convener", status=422)
ONE = "/e/{slug}/frameworks/{framework}/"
ITEM = f"{ONE}items/{{item}}/"

ROWS = (
    Row("/e/{slug}/frameworks/", members(200), open=200),
    Row("/e/{slug}/frameworks/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/frameworks/scales/new/", CONVENER, UNFIT, open=403),
    Row("/e/{slug}/frameworks/scales/{scale}/", CONVENER, UNFIT, open=403),
    Row(ONE, members(200), open=200),
    Row(f"{ONE}edit/", CONVENER, UNFIT, open=403),
    Row(f"{ONE}versions/new/", CONVENER, UNFIT, open=403),
    Row(f"{ONE}adopt/", CONVENER, UNFIT, open=403),
    Row(f"{ONE}end/", CONVENER, UNFIT, open=403),
    Row(ITEM, members(200), open=200),
    Row(f"{ITEM}scale/", CONVENER, only("convener", status=302), open=403),
    Row(f"{ITEM}tie/", CONVENER, UNFIT, open=403),
    Row(f"{ITEM}ties/{{tied}}/remove/", NOT_ALLOWED, only("convener", status=302)),
)
