"""What is written through each part of the API is read there again."""

import pytest

from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests import factories

from .valley import Valley


def test_an_ecosystem_is_changed_in_the_fields_that_are_sent(valley: Valley) -> None:
    said = {"summary": "Two rivers", "vocabulary": {"tutor": {"en": "coach"}}, "latitude": 1.5}
    answer = valley.ada.ask("patch", valley.path, said)
    assert list(answer.json()["fields"]) == ["body"]
    answer = valley.ada.ask("patch", valley.path, {**said, "longitude": 2})
    assert answer.status_code == 200
    read = valley.ada.ask("get", valley.path).json()
    assert (read["name"], read["summary"], read["latitude"]) == ("Valley", "Two rivers", 1.5)
    assert read["vocabulary"] == {"tutor": {"en": "coach"}}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("terms", {"name": "Autumn", "starts": "2026-09-01", "ends": "2026-12-18"}),
        ("holidays", {"name": "Rest", "starts": "2026-10-01", "ends": "2026-10-02"}),
        (
            "figures",
            {"name": "Schools", "value": "31.5000", "unit": "schools", "qualifier": "about",
             "as_of": "2013", "source": "a report"},
        ),
        (
            "populations",
            {"dimension": "grade", "group": "5", "value": 90, "as_of": "2026-09-01",
             "source": "census"},
        ),
    ],
)  # fmt: skip
def test_a_row_of_the_calendar_or_the_figures_comes_goes_and_comes_back(
    path: str, body: dict[str, object], valley: Valley
) -> None:
    rows = f"{valley.path}/{path}"
    made = valley.ada.ask("post", rows, body).json()
    assert {name: made[name] for name in body} == body
    one = f"{rows}/{made['uuid']}"
    changed = {**body, next(iter(body)): "Other"}
    assert valley.ada.ask("put", one, changed).json() == {**made, **changed}
    undo = valley.ada.ask("delete", one).json()
    assert valley.ada.ask("get", rows).json() == []
    assert valley.ada.ask("post", f"{valley.path}/restored", undo).status_code == 204
    assert valley.ada.ask("get", rows).json() == [{**made, **changed}]


def test_an_organisation_is_added_and_changed(valley: Valley) -> None:
    body = {"name": "Library", "kind": "partner", "sector": "culture", "code": "L1"}
    made = valley.ada.ask("post", f"{valley.path}/organisations", body).json()
    one = f"{valley.path}/organisations/{made['uuid']}"
    said = {"parent": str(valley.school.uuid), "website": "https://example.org"}
    assert valley.ada.ask("patch", one, said).status_code == 200
    read = valley.ada.ask("get", one).json()
    assert read["parent"] == {"uuid": str(valley.school.uuid), "name": "Oak school"}
    assert (read["name"], read["website"]) == ("Library", "https://example.org")
    many = {"rows": [{**body, "name": "The library"}, {"name": "Pool", "kind": "partner"}]}
    counted = valley.ada.ask("put", f"{valley.path}/organisations", many).json()
    assert counted == {"new": 1, "changed": 1, "unchanged": 0}


def test_persons_guardians_and_declared_groups_are_saved(valley: Valley) -> None:
    type(valley.place).objects.update(collects_groups=True)
    rows = [{"name": "Bo Muñoz", "code": "1", "born": "2015-03-01"}, {"name": "Kim", "code": "2"}]
    put = valley.ada.ask("put", f"{valley.path}/people", {"rows": rows})
    assert put.json() == {"new": 2, "changed": 0, "unchanged": 0}
    found = valley.ada.ask("get", f"{valley.path}/people?name=munoz").json()["items"]
    assert [one["private"]["born"] for one in found] == ["2015-03-01"]
    people = valley.ada.ask("get", f"{valley.path}/people").json()["items"]
    uuids = {one["name"]: one["uuid"] for one in people}
    tie = {"guardian": uuids["Kim"], "learner": uuids["Bo Muñoz"], "relation": "aunt"}
    put = valley.ada.ask("put", f"{valley.path}/guardians", {"rows": [tie]})
    assert put.json()["new"] == 1
    group = {"dimension": "home", "key": "far", "title": "Lives far away", "position": 1}
    groups = f"{valley.path}/population-groups"
    assert valley.ada.ask("put", groups, {"rows": [group]}).json()["new"] == 1
    (kept,) = valley.ada.ask("get", groups).json()
    declared = {"rows": [{"person": uuids["Kim"], "group": kept["uuid"]}]}
    put = valley.ada.ask("put", f"{valley.path}/declarations", declared)
    assert put.json()["new"] == 1


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
    assert marked.json() == {"new": 30, "changed": 0, "unchanged": 0}
    late = valley.ada.ask("put", f"{session}/attendance", {"rows": rows[:1]}, **match)
    assert (late.status_code, late.json()["code"]) == (409, "foundation.stale")
    lines = valley.ada.ask("get", session).json()["lines"]
    assert [line["late_by"] for line in lines[:2]] == [10, None]
    places = valley.ada.ask("get", f"{one}/places?limit=2").json()["items"]
    assert [one["reached"] for one in places] == [50, 60]


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
