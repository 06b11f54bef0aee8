"""What one is told: one's own pages, and the way out of letters that needs no signing in."""

from .rows import NOT_ALLOWED, Row, everyone

UNKNOWN = "00000000-0000-0000-0000-000000000001"
MINE = everyone(302)

ROWS = (
    Row("/me/notices/", everyone(200, public=302)),
    Row("/me/notices/read/", NOT_ALLOWED, MINE),
    Row("/me/notices/paces/", NOT_ALLOWED, everyone(422, public=302)),
    Row("/me/notices/hours/", NOT_ALLOWED, everyone(422, public=302)),
    Row("/unsubscribe/no-such-link/", everyone(409), everyone(409)),
    Row("/api/me/notices", everyone(200, public=401)),
    Row(
        "/api/me/notices/read",
        NOT_ALLOWED,
        everyone(204, public=401),
        body={"notices": [UNKNOWN]},
    ),
    Row(
        "/api/me/notices/choices",
        everyone(200, public=401),
        put=everyone(204, public=401),
        body={"choices": []},
    ),
)
