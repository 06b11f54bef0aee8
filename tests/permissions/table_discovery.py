"""Finding what is offered: each persona finds what it may see, so every one gets the page."""

from .rows import NOT_ALLOWED, Row, everyone, members

NONE = "/me/searches/0192f0c1-2b7e-7000-8000-000000000000/"

ROWS = (
    Row("/me/searches/", everyone(200, public=302)),
    Row(NONE, everyone(404, public=302)),
    Row(f"{NONE}change/", NOT_ALLOWED, everyone(404, public=302)),
    Row(f"{NONE}delete/", NOT_ALLOWED, everyone(404, public=302)),
    Row("/find/save/", NOT_ALLOWED, everyone(302)),
    Row("/e/{slug}/find/save/", NOT_ALLOWED, members(302)),
    Row("/find/", everyone(200)),
    Row("/e/{slug}/find/", members(200), open=200),
    Row("/opportunities.ics", everyone(200)),
    Row("/opportunities.atom", everyone(200)),
    Row("/e/{slug}/opportunities.ics", everyone(404), open=200),
    Row("/e/{slug}/opportunities.atom", everyone(404), open=200),
    Row("/e/{slug}/opportunities/{opportunity}.ics", everyone(404), open=404),
    Row("/e/{slug}/opportunities/{opportunity}.jsonld", everyone(404), open=200),
    Row("/e/{slug}/find/?view=simple&words=x&near=1,1", members(200), open=200),
)
