"""The API: placements."""

from .rows import NOT_ALLOWED, Row, only, writers

HERE = "/api/ecosystems/{slug}/placements"
ONE = HERE + "/{placement}"
STEP = ONE + "/steps/{step}"
ENTRY = ONE + "/hours/{entry}"
EVERYBODY = (
    "learner", "guardian", "partner", "tutor", "educator", "leader", "evaluator", "convener",
)  # fmt: skip
SCHOOL = ("educator", "leader", "convener")
ASKING = ("learner", "guardian", *SCHOOL)
PARTS = ("learner", "guardian", "partner", *SCHOOL)
LOGGING = ("learner", *SCHOOL)
HOST = ("partner", "convener")
UNSEEN = {"tutor": 404, "evaluator": 404}
NEW = {"learner": "{person}", "kind": "{placement_kind}", "host": "{partner}"}
DAYS = {"host": "{partner}", "starts": "2026-12-01", "ends": "2026-12-18"}
WHY = {"reason": "Other plans"}
ANSWER = {"ask": "{host_ask}", "accepts": True, **WHY}
HOURS = {"day": "2026-08-03", "minutes": 60, "done": "Looked"}
KIND = {"title": "Shadowing", "activity_kind": "{kind}"}
RATED = {"side": "host", "ratings": {"care": 2}}

ROWS = (
    Row(
        HERE,
        only(*EVERYBODY),
        writers(*ASKING, status=201, partner=404, **UNSEEN),
        open=403,
        body=NEW,
    ),
    Row(ONE, only(*PARTS, **UNSEEN), open=403),
    Row(f"{ONE}/arrangement", NOT_ALLOWED, put=writers(*SCHOOL, **UNSEEN), body=DAYS),
    Row(f"{ONE}/start", NOT_ALLOWED, writers(*SCHOOL, status=409, **UNSEEN)),
    Row(f"{ONE}/close", NOT_ALLOWED, writers(*PARTS, partner=204, **UNSEEN), body=WHY),
    Row(f"{ONE}/host-answer", NOT_ALLOWED, writers(*HOST, **UNSEEN), body=ANSWER),
    Row(
        f"{ONE}/end",
        NOT_ALLOWED,
        writers(*SCHOOL, status=409, **UNSEEN),
        body={"ended_on": "2026-11-02"},
    ),
    Row(f"{STEP}/done", NOT_ALLOWED, writers(*SCHOOL, **UNSEEN), body={"note": "Here"}),
    Row(f"{STEP}/refuse", NOT_ALLOWED, writers(*SCHOOL, status=409, **UNSEEN), body={}),
    Row(f"{STEP}/waive", NOT_ALLOWED, writers("leader", "convener", **UNSEEN), body=WHY),
    Row(f"{STEP}/reopen", NOT_ALLOWED, writers(*SCHOOL, status=409, **UNSEEN), body=WHY),
    Row(f"{ONE}/hours", NOT_ALLOWED, writers(*LOGGING, status=409, **UNSEEN), body=HOURS),
    Row(
        ENTRY,
        NOT_ALLOWED,
        put=writers(*LOGGING, **UNSEEN),
        delete=writers(*LOGGING, status=204, **UNSEEN),
        body=HOURS,
    ),
    Row(f"{ONE}/hours-confirmed", NOT_ALLOWED, writers(*HOST, **UNSEEN), body={"entries": []}),
    Row(f"{ENTRY}/dispute", NOT_ALLOWED, writers(*HOST, **UNSEEN), body=WHY),
    Row(
        f"{ENTRY}/correct",
        NOT_ALLOWED,
        writers(*HOST, status=422, **UNSEEN),
        body={"minutes": 30, "reason": "Left early"},
    ),
    Row(f"{ONE}/evaluations", NOT_ALLOWED, writers("partner", status=409, **UNSEEN), body=RATED),
    Row("/api/ecosystems/{slug}/placement-kinds", only(*EVERYBODY), open=403),
    Row("/api/ecosystems/{slug}/placement-kinds/usual", NOT_ALLOWED, writers("convener")),
    Row(
        "/api/ecosystems/{slug}/placement-kinds/walks",
        NOT_ALLOWED,
        put=writers("convener"),
        body=KIND,
    ),
)
