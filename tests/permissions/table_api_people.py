"""The API: organisations, persons, guardians and population groups."""

from .rows import NOT_ALLOWED, Row, members, writers

HERE = "/api/ecosystems/{slug}"
NEW = {"name": "Library", "kind": "partner", "sector": "culture"}
SET = {"rows": []}
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
    Row(f"{HERE}/people", members(200), put=writers("convener"), open=200, body=SET),
    Row(
        f"{HERE}/guardians",
        NOT_ALLOWED,
        put=writers("convener", status=409, partner=404, tutor=404),
        body=SELF,
    ),
    Row(f"{HERE}/population-groups", members(200), put=writers("convener"), open=200, body=SET),
    Row(
        f"{HERE}/declarations",
        NOT_ALLOWED,
        put=writers("convener", status=409, partner=404, tutor=404),
        body={"rows": [{"person": "{person}", "group": "{population_group}"}]},
    ),
)
