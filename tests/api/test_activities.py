"""Activities, places and sessions: written, and read again."""

import pytest

from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests import factories

from .valley import Valley


@pytest.mark.slow
def test_an_activity_is_offered_planned_filled_and_marked_in_one_call(valley: Valley) -> None:
    learners = [factories.learner(valley.school, f"Bo {n:02}") for n in range(30)]
    kinds = {"rows": [{"key": "club", "name": "Club", "minimum_minutes": 90}]}
    valley.ada.ask("put", f"{valley.path}/activity-kinds", kinds)
    (kind,) = valley.ada.ask("get", f"{valley.path}/activity-kinds").json()
    school = str(valley.school.uuid)
    body = {"title": "Chess", "kind": kind["uuid"], "site": school, "starts": "2026-09-01",
            "delivered_by": [school], "leader": str(valley.person.uuid)}  # fmt: skip
    made = valley.ada.ask("post", f"{valley.path}/activities", body).json()
    assert (made["leader"]["name"], made["delivered_by"][0]["uuid"]) == ("Ada", school)
    one = f"{valley.path}/activities/{made['uuid']}"
    assert valley.ada.ask("patch", one, {"summary": "For all"}).json()["summary"] == "For all"
    series = {"first": "2026-09-07", "last": "2026-09-20", "weekdays": [0], "begins": "15:00"}
    assert valley.ada.ask("post", f"{one}/series", series).json()["new"] == 2
    place = {"persons": [str(one.uuid) for one in learners], "starts": "2026-09-01"}
    assert valley.ada.ask("post", f"{one}/places", place).json()["new"] == 30
    sessions = valley.ada.ask("get", f"{one}/sessions?sort=starts_at").json()["items"]
    session = f"{valley.path}/sessions/{sessions[0]['uuid']}"
    read = valley.ada.ask("get", session)
    rows = [{"person": line["person"], "status": "present"} for line in read.json()["lines"]]
    rows[0] |= {"status": "late", "late_by": 10}
    match = {"If-Match": read["ETag"]}
    marked = valley.ada.ask("put", f"{session}/attendance", {"rows": rows}, **match)
    assert marked.json() == {"new": 30, "changed": 0, "unchanged": 0, "refused": []}
    late = valley.ada.ask("put", f"{session}/attendance", {"rows": rows[:1]}, **match)
    assert (late.status_code, late.json()["code"]) == (409, "foundation.stale")
    lines = valley.ada.ask("get", session).json()["lines"]
    assert [line["late_by"] for line in lines[:2]] == [10, None]
    places = valley.ada.ask("get", f"{one}/places?limit=2").json()["items"]
    assert [one["reached"] for one in places] == [50, 60]


@pytest.mark.slow
def test_a_session_is_cancelled_taken_back_and_led_by_somebody_else(valley: Valley) -> None:
    made = club(2, ecosystem=valley.place)
    session = f"{valley.path}/sessions/{made.session.uuid}"
    cancelled = valley.ada.ask("post", f"{session}/cancel", {"reason": "Snow"}).json()
    assert (cancelled["state"], cancelled["reason"]) == ("cancelled", "Snow")
    assert valley.ada.ask("post", f"{session}/undo").json()["state"] == "planned"
    led = valley.ada.ask("put", f"{session}/substitute", {"person": str(valley.person.uuid)})
    assert led.status_code == 200
    guest = factories.learner(made.school, "Guest")
    came = valley.ada.ask("post", f"{session}/walk-ins", {"person": str(guest.uuid)})
    assert came.json()["state"] == "held"
    assert valley.ada.ask("post", f"{session}/undo").json()["state"] == "planned"
    places = f"{valley.path}/activities/{made.activity.uuid}/places"
    place = valley.ada.ask("get", places).json()["items"][0]["uuid"]
    ended = valley.ada.ask("post", f"{places}/{place}/end", {"ends": "2026-10-01"})
    assert ended.status_code == 204
    assert valley.ada.ask("get", places).json()["items"][0]["dropped"] is True
    assert valley.ada.ask("post", f"{places}/{place}/resume").status_code == 204
    assert valley.ada.ask("get", places).json()["items"][0]["ends"] is None
