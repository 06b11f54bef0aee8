"""Series, rooms, places put right and one's own calendar, through the API alone."""

import pytest
import vobject

from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.ecosystems.models import Holiday

from .valley import Valley

FAR = {"rule": "FREQ=WEEKLY;BYDAY=MO;COUNT=6", "first": "2027-02-01", "begins": "15:30"}


@pytest.mark.slow
def test_sessions_recur_in_a_room_change_together_and_are_undone(valley: Valley) -> None:
    made = club(1, 0, ecosystem=valley.place)
    room = {"organisation": str(made.school.uuid), "name": "Library", "capacity": 20}
    kept = valley.ada.ask("post", f"{valley.path}/rooms", room).json()
    one = f"{valley.path}/activities/{made.activity.uuid}"
    planned = valley.ada.ask("post", f"{one}/recurring", {**FAR, "room": kept["uuid"]})
    assert planned.json() == {"new": 6, "changed": 0, "unchanged": 0, "left_out": 0}
    sessions = valley.ada.ask("get", f"{one}/sessions?sort=starts_at").json()["items"]
    third = f"{valley.path}/sessions/{sessions[2]['uuid']}"
    change = {"starts_at": "2027-02-16T16:00:00Z", "minutes": 90, "scope": "following"}
    assert valley.ada.ask("post", f"{third}/change", change).json()["changed"] == 4
    days = [
        row["day"]
        for row in valley.ada.ask("get", f"{one}/sessions?sort=starts_at").json()["items"]
    ]
    assert days[:3] == ["2027-02-01", "2027-02-08", "2027-02-16"]
    assert valley.ada.ask("post", f"{one}/series/undo").json()["sessions"] == 4
    again = valley.ada.ask("get", f"{one}/sessions?sort=starts_at").json()["items"]
    assert [row["day"] for row in again] == [row["day"] for row in sessions]
    gone = {"reason": "No funds", "scope": "following"}
    assert valley.ada.ask("post", f"{third}/cancel-series", gone).json()["changed"] == 4
    assert valley.ada.ask("post", f"{third}/cancel-series/undo").json() == {"sessions": 4}


def test_days_that_are_holidays_are_counted_as_left_out(valley: Valley) -> None:
    made = club(1, 0, ecosystem=valley.place)
    days = {"name": "Winter", "starts": "2027-02-08", "ends": "2027-02-21"}
    Holiday.objects.create(ecosystem=valley.place, **days)
    path = f"{valley.path}/activities/{made.activity.uuid}/recurring"
    said = {"new": 4, "changed": 0, "unchanged": 0, "left_out": 2}
    assert valley.ada.ask("post", path, FAR).json() == said


@pytest.mark.slow
def test_two_sessions_in_one_room_are_listed(valley: Valley) -> None:
    made = club(1, 0, ecosystem=valley.place)
    body = {"organisation": str(made.school.uuid), "name": "Library"}
    room = valley.ada.ask("post", f"{valley.path}/rooms", body).json()["uuid"]
    other = valley.ada.ask(
        "post", f"{valley.path}/activities",
        {"title": "Choir", "kind": str(made.activity.kind.uuid), "starts": "2026-09-01"},
    ).json()  # fmt: skip
    for uuid in (made.activity.uuid, other["uuid"]):
        path = f"{valley.path}/activities/{uuid}/recurring"
        assert valley.ada.ask("post", path, {**FAR, "room": room}).status_code == 200
    found = valley.ada.ask("get", f"{valley.path}/rooms/double-bookings").json()
    assert len(found) == 6
    assert {found[0]["one"]["title"], found[0]["other"]["title"]} == {"Robotics", "Choir"}
    changed = valley.ada.ask("patch", f"{valley.path}/rooms/{room}", {"in_use": False}).json()
    assert (changed["in_use"], changed["revision"]) == (False, 2)


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=0;BYDAY=TU;COUNT=1"])
def test_a_rule_that_is_none_is_told_with_its_field(valley: Valley, rule: str) -> None:
    made = club(1, 0, ecosystem=valley.place)
    path = f"{valley.path}/activities/{made.activity.uuid}/recurring"
    answer = valley.ada.ask("post", path, {**FAR, "rule": rule})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["rule"])
    assert not made.activity.sessions.exists()


@pytest.mark.slow
def test_places_are_corrected_taken_back_and_given_back(valley: Valley) -> None:
    made = club(2, 1, ecosystem=valley.place)
    places = f"{valley.path}/activities/{made.activity.uuid}/places"
    uuids = [row["uuid"] for row in valley.ada.ask("get", places).json()["items"]]
    body = {"places": uuids, "starts": "2026-09-20"}
    assert valley.ada.ask("put", f"{places}/starts", body).json() == {"corrected": 2}
    assert {row["starts"] for row in valley.ada.ask("get", places).json()["items"]} == {
        "2026-09-20"
    }
    assert valley.ada.ask("delete", f"{places}/{uuids[0]}").status_code == 204
    assert len(valley.ada.ask("get", places).json()["items"]) == 1
    back = valley.ada.ask("post", f"{places}/{uuids[0]}/give-back")
    assert (back.status_code, back.json()["starts"]) == (200, "2026-09-20")


@pytest.mark.slow
def test_ones_own_calendar_and_clocks(valley: Valley) -> None:
    zone = valley.ada.ask("patch", "/me", {"time_zone": "Europe/Rome"})
    assert zone.status_code == 200
    assert valley.ada.ask("patch", "/me", {"time_zone": "Rome"}).status_code == 422
    assert valley.ada.ask("get", "/me/calendar").status_code == 404
    made = valley.ada.ask("post", "/me/calendar")
    assert made.status_code == 201
    path = made.json()["url"].removeprefix("http://testserver")
    read = valley.nobody.client.get(path)
    assert vobject.readOne(read.content.decode()).x_wr_timezone.value == "Europe/Rome"
    assert valley.ada.ask("delete", "/me/calendar").status_code == 204
    assert valley.nobody.client.get(path).status_code == 404
