"""What is written through each part of the API is read there again."""

import pytest

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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_persons_guardians_and_declared_groups_are_saved(valley: Valley) -> None:
    type(valley.place).objects.update(collects_groups=True)
    rows = [{"name": "Bo Muñoz", "code": "1", "born": "2015-03-01"}, {"name": "Kim", "code": "2"}]
    put = valley.ada.ask("put", f"{valley.path}/people", {"rows": rows})
    assert put.json() == {"new": 2, "changed": 0, "unchanged": 0}
    found = valley.ada.ask("get", f"{valley.path}/people?name=munoz").json()["items"]
    assert [one["name"] for one in found] == ["Bo Muñoz"]
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


@pytest.mark.slow
def test_a_person_is_added_changed_and_read_as_far_as_one_may(valley: Valley) -> None:
    people = f"{valley.path}/people"
    body = {"name": "Kim Okoro", "born": "2015-03-01", "email": "kim@example.org"}
    made = valley.ada.ask("post", people, body).json()
    twin = valley.ada.ask("post", people, body)
    assert (twin.status_code, twin.json()["code"]) == (409, "people.likely_known")
    assert valley.ada.ask("post", people, {**body, "sure": True}).status_code == 201
    assert len(valley.ada.ask("get", f"{people}/duplicates").json()[0]) == 2
    one = f"{people}/{made['uuid']}"
    match = {"If-Match": '"1"'}
    assert valley.ada.ask("patch", one, {"called": "Kim"}, **match).json()["revision"] == 2
    assert valley.ada.ask("patch", one, {"called": "K"}, **match).status_code == 409
    read = valley.ada.ask("get", one)
    assert (read["ETag"], read.json()["called"]) == ('"2"', "Kim")
    assert read.json()["private"]["born"] == "2015-03-01"
    odd = valley.ada.ask("patch", "/me", {"language": "klingon"})
    assert (odd.status_code, list(odd.json()["fields"])) == (422, ["language"])
    assert valley.ada.ask("patch", "/me", {"called": "Addie", "language": "es"}).status_code == 200
    assert valley.ada.ask("get", f"{people}?name=addie").json()["items"][0]["name"] == "Ada"


@pytest.mark.slow
def test_a_guardians_tie_ends(valley: Valley) -> None:
    kim, bo = factories.person(valley.place, "Kim"), factories.learner(valley.school, "Bo")
    tie = {"guardian": str(kim.uuid), "learner": str(bo.uuid)}
    valley.ada.ask("put", f"{valley.path}/guardians", {"rows": [tie]})
    (known,) = valley.ada.ask("get", f"{valley.path}/people/{bo.uuid}").json()["guardians"]
    end = f"{valley.path}/guardians/{known['uuid']}/end"
    assert valley.ada.ask("post", end, {"on": "2026-10-01"}).status_code == 204
    (known,) = valley.ada.ask("get", f"{valley.path}/people/{bo.uuid}").json()["guardians"]
    assert known["ends"] == "2026-10-01"


@pytest.mark.slow
def test_people_are_invited_and_an_invitation_is_taken_back(valley: Valley) -> None:
    rows = f"{valley.path}/invitations"
    body = {"addresses": ["kim@example.org"], "role": "member", "message": "Do come"}
    odd = valley.ada.ask("post", rows, {**body, "language": "klingon"})
    assert (odd.status_code, list(odd.json()["fields"])) == (422, ["language"])
    assert valley.ada.ask("post", rows, body).json()["new"] == 1
    (open_,) = valley.ada.ask("get", rows).json()["open"]
    assert open_["email"] == "kim@example.org"
    assert valley.ada.ask("post", f"{rows}/{open_['uuid']}/again").status_code == 204
    assert valley.ada.ask("delete", f"{rows}/{open_['uuid']}").status_code == 204
    assert valley.ada.ask("get", rows).json()["open"] == []
