"""Passkeys, codes and recovery codes: everybody's own; a convener resets those of others."""

from .rows import NOT_ALLOWED, Row, everyone, only

MINE = "/me/second-factor/"
NO_KEY = "0192f0c1-2b7e-7000-8000-000000000000"
NONE_HERE = everyone(409, public=404)  # nobody of the cast has an address, but for conveners

ROWS = (
    Row("/sign-in/passkey/", everyone(200), everyone(409)),
    Row("/sign-in/second/", everyone(302), everyone(302)),
    Row("/sign-in/again/", everyone(200, public=302), everyone(422, public=302)),
    Row(MINE, everyone(200, public=302), everyone(422, public=302)),
    Row(
        MINE + "app/",
        everyone(409, public=302, convener=200, cy=200),
        everyone(409, public=302, convener=422, cy=422),
        keeps="membership_codeapp",  # the secret that it shows, until a code of it comes
    ),
    Row(MINE + "app/remove/", NOT_ALLOWED, everyone(409, public=404, convener=302, cy=302)),
    Row(MINE + "codes/", NOT_ALLOWED, NONE_HERE),
    Row(f"{MINE}{NO_KEY}/remove/", NOT_ALLOWED, everyone(409, public=404, convener=404, cy=404)),
    Row(
        "/e/{slug}/people/{person}/second-factor/",
        only("convener", partner=404, tutor=404, evaluator=404),
        only("convener", status=302, partner=404, tutor=404, evaluator=404),
    ),
)
