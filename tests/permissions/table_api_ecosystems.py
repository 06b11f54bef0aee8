"""The API: ecosystems, their calendar and their figures."""

from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

ONE = "/api/ecosystems/{slug}"
STRETCH = {"name": "Spring", "starts": "2027-01-05", "ends": "2027-03-05"}
FIGURE = {"name": "Schools", "value": "31", "unit": "schools", "as_of": "2013", "source": "x"}
POPULATION = {"value": 10, "as_of": "2026-09-01", "source": "census"}
KEPT = (
    ("terms", "term", STRETCH),
    ("holidays", "holiday", STRETCH),
    ("figures", "figure", FIGURE),
    ("populations", "population", POPULATION),
)
CONVENER = only("convener")

ROWS = (
    Row("/api/ecosystems", everyone(200)),
    Row(ONE, members(200), patch=writers("convener"), open=200),
    *(
        Row(f"{ONE}/{path}", CONVENER, writers("convener", status=201), open=403, body=body)
        for path, _kind, body in KEPT
    ),
    *(
        Row(
            f"{ONE}/{path}/{{{kind}}}",
            NOT_ALLOWED,
            put=writers("convener"),
            delete=writers("convener"),
            body=body,
        )
        for path, kind, body in KEPT
    ),
    Row(f"{ONE}/restored", NOT_ALLOWED, everyone(404, public=401), body={"undo": "forged"}),
)
