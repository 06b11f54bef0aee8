"""The API: activities, places and sessions; the tutor leads the one, the educator's school has it."""

from collections.abc import Mapping

from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}"
ONE = f"{HERE}/activities/{{activity}}"
SESSION = f"{HERE}/sessions/{{session}}"
SITE = ("educator", "leader", "convener")
LEADING = ("tutor", *SITE)
SET = {"rows": []}
NEW = {"title": "Chess", "kind": "{kind}", "site": "{organisation}", "starts": "2026-09-01"}
PLANNED = {"rows": [{"starts_at": "2026-10-05T15:00:00Z"}]}
SERIES = {"first": "2026-10-05", "last": "2026-10-09", "weekdays": [1], "begins": "15:00"}
LEARNER = {"person": "{person}"}
PLACE = {"persons": ["{person}"], "starts": "2026-09-01"}
MARKS = {"rows": [{"person": "{person}", "status": "late", "late_by": 5}]}


def registered(status: int = 200, **others: int) -> Mapping[str, int]:
    """A register is there for who runs or confirms the session, and for nobody else."""
    return writers(*LEADING, status=status, refused=404, **others)


ROOM = {"organisation": "{organisation}", "name": "Gym"}
RECURRING = {"rule": "FREQ=WEEKLY;COUNT=2", "first": "2026-10-06", "begins": "15:00"}
CHANGE = {"starts_at": "2026-10-06T15:00:00Z", "minutes": 60}


ABSENCES = f"{HERE}/people/{{person}}/absences"
SAYS = ("learner", "guardian", "educator", "leader", "convener")
UNSEEN = {"tutor": 404, "partner": 404, "evaluator": 404}
ROWS = (
    Row(
        ABSENCES,
        only(*SAYS, **UNSEEN),
        writers(*SAYS, status=201, **UNSEEN),
        body={"starts": "2098-11-02", "ends": "2098-11-03", "reason": "ill"},
        open=404,
    ),
    Row(
        f"{ABSENCES}/00000000-0000-0000-0000-000000000001",
        NOT_ALLOWED,
        delete=writers(*SAYS, status=404, refused=404),
    ),
    Row(
        "/api/me/calendar",
        everyone(404, public=401),
        everyone(201, public=401),
        delete=everyone(404, public=401),
    ),
    Row(f"{HERE}/activity-kinds/usual", NOT_ALLOWED, writers("convener")),
    Row(f"{HERE}/activity-kinds", only(*SITE), put=writers("convener"), open=403, body=SET),
    Row(f"{HERE}/activities", members(200), writers(*SITE, status=201), open=200, body=NEW),
    Row(ONE, members(200), patch=writers(*SITE), open=200),
    Row(f"{ONE}/sessions", members(200), writers(*LEADING), open=200, body=PLANNED),
    Row(f"{HERE}/rooms", members(200), writers(*SITE, status=201), open=403, body=ROOM),
    Row(f"{HERE}/rooms/double-bookings", members(200), open=403),
    Row(f"{HERE}/rooms/{{room}}", NOT_ALLOWED, patch=writers(*SITE), body={"capacity": 12}),
    Row(f"{ONE}/recurring", NOT_ALLOWED, writers(*LEADING), body=RECURRING),
    Row(f"{ONE}/series/undo", NOT_ALLOWED, writers(*LEADING, status=409)),
    Row(f"{ONE}/series", NOT_ALLOWED, writers(*LEADING), body=SERIES),
    Row(
        f"{ONE}/places",
        members(200),
        writers(*SITE, tutor=404, partner=404, evaluator=404),
        open=200,
        body=PLACE,
    ),
    Row(
        f"{ONE}/places/starts",
        NOT_ALLOWED,
        put=writers(*LEADING, partner=404, evaluator=404),
        body={"places": ["{enrolment}"], "starts": "2026-09-01"},
    ),
    Row(
        f"{ONE}/places/{{enrolment}}",
        NOT_ALLOWED,
        delete=writers(*LEADING, status=409, partner=404, evaluator=404),
    ),
    Row(f"{ONE}/places/{{enrolment}}/give-back", NOT_ALLOWED, writers(*LEADING, status=409)),
    Row(
        f"{ONE}/places/{{enrolment}}/end",
        NOT_ALLOWED,
        writers(*LEADING, status=204, partner=404, evaluator=404),
        body={"ends": "2026-11-01"},
    ),
    Row(
        f"{ONE}/places/{{enrolment}}/resume",
        NOT_ALLOWED,
        writers(*LEADING, status=204, partner=404, evaluator=404),
    ),
    Row(SESSION, registered(public=404)),
    Row(f"{SESSION}/attendance", NOT_ALLOWED, put=registered(), body=MARKS),
    Row(f"{SESSION}/clear", NOT_ALLOWED, registered()),
    Row(
        f"{SESSION}/notes", registered(public=404), registered(201), body={"text": "They built it."}
    ),
    Row(
        f"{SESSION}/notes/{{session_note}}",
        NOT_ALLOWED,
        delete=writers("tutor", status=204, refused=404),
    ),
    Row(f"{SESSION}/undo", NOT_ALLOWED, registered(409)),
    Row(f"{SESSION}/cancel", NOT_ALLOWED, registered(), body={"reason": "Snow"}),
    Row(f"{SESSION}/change", NOT_ALLOWED, registered(), body=CHANGE),
    Row(f"{SESSION}/cancel-series", NOT_ALLOWED, registered(), body={"reason": "Snow"}),
    Row(f"{SESSION}/cancel-series/undo", NOT_ALLOWED, registered(409)),
    Row(f"{SESSION}/move", NOT_ALLOWED, registered(), body={"starts_at": "2026-10-06T15:00:00Z"}),
    Row(f"{SESSION}/substitute", NOT_ALLOWED, put=registered(), body={"person": None}),
    Row(f"{SESSION}/walk-ins", NOT_ALLOWED, registered(tutor=404), body=LEARNER),
    Row(
        f"{SESSION}/confirm",
        NOT_ALLOWED,
        writers("leader", "convener", status=409, refused=404, tutor=403, educator=403),
    ),
)
