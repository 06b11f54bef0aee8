"""The API: opportunities; the partner offers one, the convener may change all."""

from collections.abc import Mapping

from .cast import PERSONAS
from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}"
ONE = f"{HERE}/opportunities/{{opportunity}}"
OFFERING = ("partner", "educator", "leader", "convener")
OWN = ("partner", "convener")
GIVEN = {"people": ["{person}"]}
PLACE = f"{ONE}/sign-ups/{{sign_up}}"
NEW = {"title": "Chess", "kind": "{opportunity_kind}"}


def placed(status: int, **others: int) -> Mapping[str, int]:
    """The learner and the guardian answer; who offers it sees it."""
    return writers("learner", "guardian", *OWN, status=status, refused=404, **others)


ROWS = (
    Row(
        f"{HERE}/opportunity-kinds", only(*OFFERING), put=writers("convener"), open=403,
        body={"rows": []},
    ),
    Row(
        f"{HERE}/opportunities", members(200), writers("convener", status=201), open=200, body=NEW
    ),
    Row(
        f"{HERE}/offers-proposed", members(200), writers(*PERSONAS[2:], status=201, learner=403), open=200,
        body={**NEW, "summary": "What a nurse does all day", "place": "Clinic"},
    ),
    Row(f"{ONE}/proposal", NOT_ALLOWED, patch=writers(status=404, refused=404)),
    Row(f"{ONE}/proposal/withdraw", NOT_ALLOWED, writers(status=404, refused=404)),
    Row(
        f"{ONE}/proposal/decline", NOT_ALLOWED, writers(*OWN, status=409),
        body={"reason": "Not now"},
    ),
    Row(ONE, members(200), patch=writers(*OWN), open=200),
    Row(f"{ONE}/sign-ups", members(200), writers(*PERSONAS[2:], status=201, learner=409), open=200),
    Row(f"{ONE}/places", members(200), writers("convener", status=201, partner=404, tutor=404, evaluator=404), open=200, body=GIVEN),
    Row(f"{PLACE}/accept", NOT_ALLOWED, placed(200, partner=403, convener=403), body={"agrees": False}),
    Row(f"{PLACE}/decline", NOT_ALLOWED, placed(200)),
    Row(f"{PLACE}/withdraw", NOT_ALLOWED, placed(200)),
    Row("/api/me/sign-ups", everyone(200, public=401)),
    Row(f"{HERE}/opportunity-kinds/usual", NOT_ALLOWED, writers("convener")),
    Row(f"{ONE}/copy", NOT_ALLOWED, writers(*OWN, status=201)),
    Row(f"{ONE}/repeat", NOT_ALLOWED, writers(*OWN, status=409), body={"days": ["2026-12-07"]}),
    Row(f"{ONE}/challenge", members(200), put=writers(*OWN, status=422), open=200, body={"rubric": []}),
    Row(
        f"{ONE}/challenge/entries", NOT_ALLOWED, placed(404),
        body={"title": "Boat", "sign_ups": ["{sign_up}"]},
    ),
    Row(
        f"{ONE}/challenge/entries/{{entry}}/points",
        NOT_ALLOWED,
        put=writers(status=404, refused=404),
        body={"points": {}},
    ),
    Row(f"{ONE}/challenge/results", NOT_ALLOWED, writers(*OWN, status=409)),
    Row(f"{ONE}/state", NOT_ALLOWED, writers(*OWN, status=409), body={"state": "closed"}),  # nobody judges who takes part
)  # fmt: skip
