"""Placements: each sees their own; the school and the convener arrange them; the host confirms."""

from .rows import NOT_ALLOWED, Row, only

HERE = "/e/{slug}/placements/"
ONE = HERE + "{placement}/"
STEP = ONE + "steps/{step}/"
ENTRY = ONE + "hours/{entry}/"
EVERYBODY = (
    "learner", "guardian", "partner", "tutor", "educator", "leader", "evaluator", "convener",
)  # fmt: skip
SCHOOL = ("educator", "leader", "convener")
ASKING = ("learner", "guardian", *SCHOOL)
PARTS = ("learner", "guardian", "partner", *SCHOOL)
LOGGING = ("learner", *SCHOOL)
HOST = ("partner", "convener")
UNSEEN = {"tutor": 404, "evaluator": 404}  # has no part in it
CONVENER, UNFIT = only("convener"), only("convener", status=422)

ROWS = (
    Row(HERE, only(*EVERYBODY), open=403),
    Row(HERE + "new/", only(*ASKING), only(*ASKING, status=422), open=403),
    Row(HERE + "kinds/", CONVENER, open=403),
    Row(HERE + "kinds/usual/", NOT_ALLOWED, only("convener", status=302)),
    Row(HERE + "kinds/new/", CONVENER, UNFIT, open=403),
    Row(HERE + "kinds/{placement_kind}/", CONVENER, UNFIT, open=403),
    Row(ONE, only(*PARTS, **UNSEEN)),
    Row(ONE + "summary/", only(*PARTS, **UNSEEN)),
    Row(ONE + "arrange/", only(*SCHOOL, **UNSEEN), only(*SCHOOL, status=422, **UNSEEN)),
    Row(ONE + "host/", only(*HOST, **UNSEEN), only(*HOST, status=422, **UNSEEN)),
    Row(
        ONE + "start/",
        only(refused=405, public=405, cy=405),
        only(*SCHOOL, status=409, **UNSEEN),
        open=405,
        why="it is posted to, and says so before anybody is looked at",
    ),
    Row(ONE + "close/", only(*PARTS, **UNSEEN), only(*PARTS, status=422, **UNSEEN)),
    Row(ONE + "end/", only(*SCHOOL, **UNSEEN), only(*SCHOOL, status=422, **UNSEEN)),
    Row(
        ONE + "evaluate/",
        only("learner", "partner", **UNSEEN),
        only("learner", "partner", status=422, **UNSEEN),
    ),
    Row(ONE + "hours/", only(*LOGGING, **UNSEEN), only(*LOGGING, status=422, **UNSEEN)),
    Row(
        ONE + "confirm/",
        only(refused=405, public=405, cy=405),
        only(*HOST, status=302, **UNSEEN),
        open=405,
        why="it is posted to, and says so before anybody is looked at",
    ),
    Row(ENTRY, only(*LOGGING, **UNSEEN), only(*LOGGING, status=422, **UNSEEN)),
    Row(ENTRY + "dispute/", only(*HOST, **UNSEEN), only(*HOST, status=422, **UNSEEN)),
    Row(ENTRY + "correct/", only(*HOST, **UNSEEN), only(*HOST, status=422, **UNSEEN)),
    Row(STEP + "done/", only(*SCHOOL, **UNSEEN), only(*SCHOOL, status=302, **UNSEEN)),
    Row(
        STEP + "waive/",
        only("leader", "convener", **UNSEEN),
        only("leader", "convener", status=422, **UNSEEN),
    ),
    Row(STEP + "reopen/", only(*SCHOOL, **UNSEEN), only(*SCHOOL, status=422, **UNSEEN)),
)
