"""The API: organisations, persons, guardians and population groups."""

from .cast import PASSWORD
from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}"
NEW = {"name": "Library", "kind": "partner", "sector": "culture"}
SET = {"rows": []}
ONE = f"{HERE}/people/{{person}}"
PERSON = {"name": "Somebody New"}
UNKNOWN = "00000000-0000-0000-0000-000000000001"
STAFF = ("educator", "leader", "convener")
UNSEEN = {"partner": 404, "tutor": 404, "evaluator": 404}  # they do not see the learner
SEEN = only(*STAFF, "learner", "guardian", refused=404)
TAKEN = ("learner", "guardian", "convener")
SELF = {"rows": [{"guardian": "{person}", "learner": "{person}"}]}

ROWS = (
    Row(
        f"{HERE}/organisations",
        members(200),
        writers("convener", status=201),
        open=200,
        body=NEW,
    ),
    Row(f"{HERE}/organisations", members(200), put=writers("convener"), open=200, body=SET),
    Row(
        f"{HERE}/organisations/{{organisation}}",
        members(200),
        patch=writers("convener"),
        open=200,
    ),
    Row(f"{HERE}/people", members(200), put=writers("convener"), body=SET),
    Row(f"{HERE}/people", members(200), writers("convener", status=201), body=PERSON),
    Row(f"{HERE}/retention", only("convener"), open=403),
    Row(f"{HERE}/people/duplicates", only("convener"), open=403),
    Row(ONE, SEEN, patch=writers("leader", "convener", **UNSEEN), body={"called": "Kim"}),
    Row(f"{ONE}/merge/{{other_person}}", only("convener"), writers("convener"), open=403, body={}),
    Row(f"{HERE}/merges/{{merge}}/undo", NOT_ALLOWED, writers("convener")),
    Row(
        f"{ONE}/declarations",
        NOT_ALLOWED,
        put=writers("learner", "guardian", status=409, refused=404),
        body={"groups": ["{population_group}"]},
    ),
    Row("/api/me", everyone(200, public=401), patch=everyone(200, public=401)),
    Row("/api/me/export", everyone(200, public=401)),
    Row("/api/me/kept", everyone(200, public=401)),
    Row(f"{ONE}/kept", only(*TAKEN, **UNSEEN)),
    Row("/api/me/week", everyone(200, public=401)),
    Row(
        "/api/me/erasure",
        everyone(200, public=401, learner=403, convener=409, cy=409),
        everyone(409, public=401, learner=403),
        body={"for_good": True, "name": "Somebody else"},
    ),
    Row(f"{ONE}/export", only(*TAKEN, **UNSEEN)),
    Row(
        f"{ONE}/erasure",
        only("convener", **UNSEEN),
        writers("convener", **UNSEEN),
        body={"for_good": True, "proof": PASSWORD},
    ),
    Row(
        f"{HERE}/guardians/{UNKNOWN}/end",
        NOT_ALLOWED,
        writers("convener", status=404),
        body={"on": "2026-11-01"},
    ),
    Row(
        f"{HERE}/guardians/{UNKNOWN}/bar",
        NOT_ALLOWED,
        put=writers("convener", status=404),
        delete=writers("convener", status=404),
        body={"reason": "Family court", "starts": "2026-11-01"},
    ),
    Row(
        f"{HERE}/guardians",
        NOT_ALLOWED,
        put=writers("convener", status=409, **UNSEEN),
        body=SELF,
    ),
    Row(f"{HERE}/population-groups", members(200), put=writers("convener"), open=403, body=SET),
    Row(
        f"{HERE}/declarations",
        NOT_ALLOWED,
        put=writers("convener", status=409, **UNSEEN),
        body={"rows": [{"person": "{person}", "group": "{population_group}"}]},
    ),
)
