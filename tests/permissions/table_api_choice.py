"""The API: rounds of choice."""

from .rows import NOT_ALLOWED, Row, Statuses, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}/choice"
ONE = f"{HERE}/{{round}}"
NEW = {"title": "Clubs", "opens_on": "2199-09-01", "closes_on": "2199-10-01"}
OFFER = {"title": "Robotics", "seats": 12}
RULE = {"title": "Grade 7", "kind": "grade", "grades": ["7"]}
ANSWER = {"answer": "accept"}


def chooser(status: int = 200, **others: int) -> Statuses:
    """A list is there for the learner, the guardian and who runs the round; for nobody else."""
    return everyone(404, learner=status, guardian=status, convener=status) | others


ROWS = (
    Row(HERE, members(200), writers("convener", status=201), open=200, body=NEW),
    Row(
        ONE,
        members(200),
        patch=writers("convener"),
        delete=writers("convener", status=409),
        open=200,
        body={"summary": "Choose."},
    ),
    Row(f"{ONE}/offers", NOT_ALLOWED, writers("convener", status=201), body=OFFER),
    Row(
        f"{ONE}/offers/{{offer}}",
        NOT_ALLOWED,
        patch=writers("convener"),
        delete=writers("convener", status=409),
        body={"seats": 3},
    ),
    Row(
        f"{ONE}/offers/{{offer}}/activity",
        NOT_ALLOWED,
        put=writers("convener", status=409),
        body={"activity": "{activity}"},
    ),
    Row(
        f"{ONE}/opportunities",
        NOT_ALLOWED,
        writers("convener", status=422),
        body={"opportunities": ["{opportunity}"]},
    ),
    Row(f"{ONE}/rules", NOT_ALLOWED, writers("convener", status=409), body=RULE),
    Row(
        f"{ONE}/rules/{{rule}}",
        NOT_ALLOWED,
        put=writers("convener", status=409),
        delete=writers("convener", status=409),
        body=RULE,
    ),
    Row(f"{ONE}/open", NOT_ALLOWED, writers("convener", status=409)),
    Row(f"{ONE}/close", NOT_ALLOWED, writers("convener")),
    Row(
        f"{ONE}/reopen",
        NOT_ALLOWED,
        writers("convener", status=409),
        body={"closes_on": "2199-01-01"},
    ),
    Row(f"{ONE}/runs", NOT_ALLOWED, writers("convener", status=409), body={"reason": ""}),
    Row(
        f"{ONE}/runs/latest",
        only("convener", status=404),
        delete=writers("convener", status=409),
        open=403,
    ),
    Row(f"{ONE}/publish", NOT_ALLOWED, writers("convener", status=409)),
    Row(f"{ONE}/finish", NOT_ALLOWED, writers("convener", status=409)),
    Row(f"{ONE}/enrol", NOT_ALLOWED, writers("convener", status=409)),
    Row(f"{ONE}/missing", only("convener"), open=403),
    Row(f"{ONE}/remind", NOT_ALLOWED, writers("convener")),
    Row(f"{ONE}/places", only("convener"), open=403),
    Row(f"{ONE}/draw", members(200), open=200),
    Row(
        f"{ONE}/learners/{{person}}",
        chooser(),
        put=chooser(convener=403, public=401),
        body={"offers": ["{offer}"]},
    ),
    Row(
        f"{ONE}/learners/{{person}}/answer",
        NOT_ALLOWED,
        chooser(404, public=401),
        body=ANSWER,
    ),
)
