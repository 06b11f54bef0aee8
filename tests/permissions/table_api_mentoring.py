"""The API: mentors and tutors."""

from .rows import NOT_ALLOWED, Row, members, only, writers

HERE = "/api/ecosystems/{slug}/mentoring"
PAIR = f"{HERE}/pairs/{{pair}}"
PROPOSAL = f"{HERE}/proposals/{{proposal}}"
SITE = ("educator", "leader")
ARRANGE = (*SITE, "convener")
FAMILY = ("learner", "guardian")
BOTH = ("tutor", *FAMILY, *ARRANGE)
OFFER = {"person": "{person}", "kind": "mentoring", "starts": "2026-12-01"}
WISH = {"person": "{other_person}", "kind": "mentoring"}
CHECK = {"person": "{person}", "kind": "police", "seen_on": "2026-11-02"}
HOLD = {"wish": "{wish}", "offer": "{help}", "hold": "keep"}
PROPOSED = writers("convener", refused=404)
UNSEEN = {"partner": 404, "tutor": 404, "evaluator": 404}  # they do not see the learner

ROWS = (
    Row(
        f"{HERE}/offers",
        members(200),
        writers("learner", "convener", status=201, **UNSEEN),
        body=OFFER,
        open=403,
    ),
    Row(
        f"{HERE}/offers/{{help}}",
        NOT_ALLOWED,
        patch=writers("tutor", "convener", learner=404, guardian=404),
        body={"places": 4},
    ),
    Row(
        f"{HERE}/wishes",
        members(200),
        writers("convener", status=201, refused=404),
        body=WISH,
        open=403,
    ),
    Row(
        f"{HERE}/wishes/{{wish}}/withdraw",
        NOT_ALLOWED,
        writers(*FAMILY, *ARRANGE, refused=404),
    ),
    Row(
        f"{HERE}/checks",
        only("convener"),
        writers("convener", status=201, **UNSEEN),
        body=CHECK,
        open=403,
    ),
    Row(
        f"{HERE}/checks/{{check}}/withdraw",
        NOT_ALLOWED,
        writers("convener", refused=404, tutor=403),
    ),
    Row(
        f"{HERE}/terms",
        only("convener"),
        put=writers("convener"),
        body={"km": 2},
        open=403,
    ),
    Row(
        f"{HERE}/pairs",
        members(200),
        writers(*ARRANGE, status=201, refused=404),
        body={"wish": "{wish}", "offer": "{help}"},
        open=403,
    ),
    Row(PAIR, only(*BOTH, refused=404), open=403),
    Row(
        f"{PAIR}/answer",
        NOT_ALLOWED,
        writers("guardian", *ARRANGE, refused=404, learner=409, tutor=403),
        body={"side": "learner", "agrees": True},
    ),
    Row(
        f"{PAIR}/begin",
        NOT_ALLOWED,
        writers("tutor", *ARRANGE, status=409, refused=404, learner=403, guardian=403),
        body={"starts": "2026-12-01"},
    ),
    Row(
        f"{PAIR}/end",
        NOT_ALLOWED,
        writers(*BOTH, refused=404),
        body={"ends": "2026-12-01"},
    ),
    Row(
        f"{PAIR}/notes",
        NOT_ALLOWED,
        writers("tutor", status=409, refused=404),
        body={"text": "Well."},
    ),
    Row(
        f"{PAIR}/notes/{{note}}/shared",
        NOT_ALLOWED,
        put=writers("tutor", status=204, refused=404),
        body={"shared": True},
    ),
    Row(
        f"{HERE}/proposals",
        NOT_ALLOWED,
        writers(*ARRANGE, status=201),
        body={"kind": "tutoring", "site": "{organisation}"},
    ),
    Row(PROPOSAL, only("convener", refused=404), open=403),
    Row(f"{PROPOSAL}/hold", NOT_ALLOWED, PROPOSED, body=HOLD),
    Row(f"{PROPOSAL}/publish", NOT_ALLOWED, PROPOSED),
    Row(f"{PROPOSAL}/aside", NOT_ALLOWED, PROPOSED),
)
