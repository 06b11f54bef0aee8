"""The API: opportunities; the partner offers one, the convener may change all."""

from .rows import NOT_ALLOWED, Row, members, only, writers

HERE = "/api/ecosystems/{slug}"
ONE = f"{HERE}/opportunities/{{opportunity}}"
OFFERING = ("partner", "educator", "leader", "convener")
OWN = ("partner", "convener")
NEW = {"title": "Chess", "kind": "{opportunity_kind}"}


ROWS = (
    Row(
        f"{HERE}/opportunity-kinds", only(*OFFERING), put=writers("convener"), open=403,
        body={"rows": []},
    ),
    Row(
        f"{HERE}/opportunities", members(200), writers("convener", status=201), open=200, body=NEW
    ),
    Row(ONE, members(200), patch=writers(*OWN), open=200),
    Row(f"{ONE}/state", NOT_ALLOWED, writers(*OWN), body={"state": "closed"}),
)  # fmt: skip
