"""The API: bodies, frameworks, observations and records."""

from .rows import NOT_ALLOWED, Row, members, writers

HERE = "/api/ecosystems/{slug}"
BODY = f"{HERE}/bodies/{{body}}"
INDICATOR = f"{HERE}/indicators/{{indicator}}"
FRAMEWORK = {"title": "Principles", "scale": "{scale}", "items": [{"code": "1"}]}
SCALE = {
    "key": "two",
    "name": "Two",
    "steps": [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}],
}
SEAT = {"person": "{person}", "starts": "2026-12-01"}
INDICATORS = {"rows": [{"key": "reading", "unit": "score", "item": "{item}"}]}
OBSERVED = {
    "rows": [
        {
            "indicator": "{indicator}",
            "organisation": "{organisation}",
            "group": "{population_group}",
            "starts": "2026-08-01",
            "ends": "2026-11-02",
            "value": "4",
        }
    ]
}
REACHED = {"rows": [{"person": "{person}", "item": "{item}", "level": 0}]}
STAFF = ("educator", "leader", "convener")
FRAME = f"{HERE}/frameworks/{{framework}}"
TIE = {
    "rows": [
        {"kind": "exemplar", "origin": "{item}", "destination_uri": "https://example.org/"},
    ]
}
UNSEEN = {"partner": 404, "tutor": 404, "evaluator": 404}  # they do not see the learner

ROWS = (
    Row(
        f"{HERE}/bodies",
        members(200),
        writers("convener", status=201),
        open=200,
        body={"name": "Forum", "organisation": "{organisation}", "parent": "{body}"},
    ),
    Row(BODY, members(200), patch=writers("convener"), open=200),
    Row(
        f"{BODY}/seats/{{seat}}",
        NOT_ALLOWED,
        put=writers("convener", status=409, **UNSEEN),
        body=SEAT,
    ),
    Row(
        f"{BODY}/seats/{{seat}}/end",
        NOT_ALLOWED,
        writers("convener", status=204),
        body={"ends": "2026-12-01"},
    ),
    Row(f"{HERE}/scales", members(200), put=writers("convener"), open=200, body=SCALE),
    Row(
        f"{HERE}/frameworks",
        members(200),
        writers("convener", status=201),
        open=200,
        body=FRAMEWORK,
    ),
    Row(
        f"{HERE}/frameworks/{{framework}}",
        members(200),
        put=writers("convener"),
        open=200,
        body=FRAMEWORK,
    ),
    Row(
        f"{FRAME}/versions",
        NOT_ALLOWED,
        writers("convener", status=201),
        body={"version": "2"},
    ),
    Row(f"{FRAME}/adopt", NOT_ALLOWED, writers("convener", status=409), body={"on": "2026-12-01"}),
    Row(f"{FRAME}/end", NOT_ALLOWED, writers("convener"), body={"on": "2026-12-01"}),
    Row(f"{FRAME}/items/{{item}}", members(200), open=200),
    Row(f"{FRAME}/associations", members(200), writers("convener"), open=200, body=TIE),
    Row(
        f"{FRAME}/associations/{{tied}}",
        NOT_ALLOWED,
        delete=writers("convener", status=204),
    ),
    Row(f"{HERE}/indicators", members(200), put=writers("convener"), open=200, body=INDICATORS),
    Row(INDICATOR, members(200), patch=writers("convener"), open=200),
    Row(f"{INDICATOR}/observations", members(200), open=200),
    Row(f"{HERE}/observations", NOT_ALLOWED, put=writers("convener"), body=OBSERVED),
    Row(
        f"{HERE}/people/{{person}}/progress",
        writers(*STAFF, "learner", "guardian", refused=404, public=404),
    ),
    Row(f"{HERE}/progress", NOT_ALLOWED, writers(*STAFF, **UNSEEN), body=REACHED),
)
