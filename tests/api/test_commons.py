"""Bodies, frameworks, observations, records, files and profiles: written, and read again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import jobs
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.jobs.models import Job

from .valley import Valley


@pytest.mark.slow
def test_a_body_is_founded_changed_and_its_seat_given_and_left(valley: Valley) -> None:
    body = {"name": "Council", "constituencies": [{"name": "Families", "quota": 2}]}
    made = valley.ada.ask("post", f"{valley.path}/bodies", body).json()
    assert (made["seats"], made["held"]) == (2, 0)
    one = f"{valley.path}/bodies/{made['uuid']}"
    shared = {"quorum": 2, "constituencies": [{"name": "Families", "quota": 3}]}
    assert valley.ada.ask("patch", one, shared).json()["seats"] == 3
    assert valley.ada.ask("patch", one, {"founded": 2009}).json()["founded"] == 2009
    assert valley.ada.ask("patch", one, {"founded": 98}).status_code == 422
    seat = f"{one}/seats/{made['shares'][0]['places'][0]['uuid']}"
    given = {"person": str(valley.person.uuid), "starts": "2026-01-01"}
    assert valley.ada.ask("put", seat, given).json()["new"] == 1
    assert valley.ada.ask("get", one).json()["shares"][0]["places"][0]["holder"] == "Ada"
    assert valley.ada.ask("post", f"{seat}/end", {"ends": "2026-02-01"}).status_code == 204
    assert valley.ada.ask("get", one).json()["held"] == 0


@pytest.mark.slow
def test_a_framework_an_indicator_and_its_observations_are_written(valley: Valley) -> None:
    steps = [{"value": 0, "label": "not yet"}, {"value": 1, "label": "reached"}]
    scale = valley.ada.ask(
        "put", f"{valley.path}/scales", {"key": "two", "name": "Two", "steps": steps}
    ).json()
    assert scale["revision"] == 1
    read = {"key": "two", "name": "Two", "steps": steps[::-1]}
    for status in (200, 409):
        said = read | {"name": f"Two {status}"}
        answer = valley.ada.ask("put", f"{valley.path}/scales", said, **{"If-Match": '"1"'})
        assert answer.status_code == status
    items = [{"code": "1", "title": "Reading"}, {"code": "1a", "parent": "1"}]
    body = {"title": "Skills", "scale": scale["uuid"], "items": items}
    made = valley.ada.ask("post", f"{valley.path}/frameworks", body)
    one = f"{valley.path}/frameworks/{made.json()['uuid']}"
    assert [row["parent"] for row in made.json()["items"]] == ["", "1"]
    changed = {**body, "title": "All skills"}
    match = {"If-Match": made["ETag"]}
    assert valley.ada.ask("put", one, changed, **match).json()["title"] == "All skills"
    assert valley.ada.ask("put", one, body, **match).status_code == 409
    item = made.json()["items"][0]["uuid"]
    rows = {"rows": [{"key": "reading", "unit": "points", "item": item}]}
    assert valley.ada.ask("put", f"{valley.path}/indicators", rows).json()["new"] == 1
    (kept,) = valley.ada.ask("get", f"{valley.path}/indicators").json()["items"]
    indicator = f"{valley.path}/indicators/{kept['uuid']}"
    listed = valley.ada.ask("get", f"{valley.path}/frameworks").json()["items"]
    assert [row["title"] for row in listed] == ["All skills"]
    assert valley.ada.ask("patch", indicator, {"target": "9.5"}).json()["title"] == "Reading"
    seen = {"indicator": kept["uuid"], "organisation": str(valley.school.uuid),
            "starts": "2026-09-01", "ends": "2026-10-01"}  # fmt: skip
    observed = {"rows": [{**seen, "missing": "not tested"}]}
    assert valley.ada.ask("put", f"{valley.path}/observations", observed).json()["new"] == 1
    (row,) = valley.ada.ask("get", f"{indicator}/observations").json()["items"]
    assert (row["value"], row["missing"]) == (None, "not tested")
    bo = factories.learner(valley.school, "Bo")
    reached = {"rows": [{"person": str(bo.uuid), "item": item, "level": 1}]}
    assert valley.ada.ask("post", f"{valley.path}/progress", reached).json()["new"] == 1
    progress = valley.ada.ask("get", f"{valley.path}/people/{bo.uuid}/progress").json()
    assert progress["reached"][0]["level"] == "reached"
    assert Opening.objects.count() == 1


COLUMNS = "kind,code,name,sector,parent_kind,parent_code,address,website,low_grade,high_grade"
SHEET = f"{COLUMNS}\npartner,L1,Library,culture,,,,,,\npartner,P1,Pool,sport,,,,,,\n".encode()


@pytest.mark.slow
def test_a_file_is_sent_in_looked_at_confirmed_or_discarded(valley: Valley) -> None:
    mappings = valley.ada.ask("get", f"{valley.path}/mappings").json()
    ready = next(one for one in mappings if one["key"] == "ready:organisations")
    kept = {"name": "Ours", "text": ready["text"]}
    assert valley.ada.ask("put", f"{valley.path}/mappings", kept).status_code == 204

    def send() -> dict[str, object]:
        file = SimpleUploadedFile("schools.csv", SHEET, "text/csv")
        answer = valley.ada.client.post(
            f"/api{valley.path}/imports",
            {"file": file, "mapping": "ready:organisations"},
            headers={"Authorization": f"Bearer {valley.ada.secret}"},
        )
        assert answer.status_code == 201, answer.content
        found: dict[str, object] = answer.json()
        return found

    first = send()
    assert (first["state"], first["new"]["count"]) == ("ready", 2)  # type: ignore[index]
    one = f"{valley.path}/imports/{first['uuid']}"
    assert valley.ada.ask("post", f"{one}/confirm", {"digest": "other"}).status_code == 409
    confirmed = valley.ada.ask("post", f"{one}/confirm", {"digest": first["digest"]})
    assert (confirmed.status_code, confirmed.json()["state"]) == (202, "running")
    job = valley.ada.ask("get", f"/jobs/{confirmed.json()['job']}").json()
    assert (job["state"], job["is_finished"]) == ("ready", False)
    second = f"{valley.path}/imports/{send()['uuid']}"
    assert valley.ada.ask("post", f"{second}/discard").json()["state"] == "discarded"
    assert valley.ada.ask("get", f"{second}/problems").json() == []
    states = [
        row["state"] for row in valley.ada.ask("get", f"{valley.path}/imports").json()["items"]
    ]
    assert states == ["discarded", "running"]
    assert not Organisation.objects.filter(code="L1").exists()


@pytest.mark.slow
def test_an_import_is_undone_while_nothing_has_built_on_it(valley: Valley) -> None:
    file = SimpleUploadedFile("schools.csv", SHEET, "text/csv")
    sent = valley.ada.client.post(
        f"/api{valley.path}/imports",
        {"file": file, "mapping": "ready:organisations"},
        headers={"Authorization": f"Bearer {valley.ada.secret}"},
    ).json()
    one = f"{valley.path}/imports/{sent['uuid']}"
    assert valley.ada.ask("post", f"{one}/undo").status_code == 409
    valley.ada.ask("post", f"{one}/confirm", {"digest": sent["digest"]})
    jobs.run_pending()
    assert valley.ada.ask("get", one).json()["may_be_undone"] is True
    library = Organisation.objects.get(code="L1")
    part = Organisation.objects.create(
        kept_by=library.kept_by, name="Annexe", parent=library, created_at=library.created_at
    )
    refused = valley.ada.ask("post", f"{one}/undo")
    assert (refused.status_code, refused.json()["code"]) == (409, "exchange.built_upon")
    assert "organisations refer to what it brought in (1)" in refused.json()["title"]
    part.delete()
    assert valley.ada.ask("post", f"{one}/undo").json()["state"] == "undone"
    assert not Organisation.objects.filter(code="L1").exists()


def test_a_file_whose_name_is_overlong_is_a_problem_with_its_code(valley: Valley) -> None:
    file = SimpleUploadedFile("x.csv", SHEET, "text/csv")
    file._name = f"{'a' * 1500}.csv"  # as a program sends it
    answer = valley.ada.client.post(
        f"/api{valley.path}/imports",
        {"file": file, "mapping": "ready:organisations"},
        headers={"Authorization": f"Bearer {valley.ada.secret}"},
    )
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "uploads.name_too_long"


@pytest.mark.slow
def test_an_ecosystem_is_started_from_a_blueprint_by_a_job(valley: Valley) -> None:
    keys = [one["key"] for one in valley.ada.ask("get", "/blueprints").json()]
    assert "empty" in keys
    body = {"name": "Glen", "slug": "valley", "languages": ["en"]}
    taken = valley.ada.ask("post", "/blueprints/empty/start", body)
    assert (taken.status_code, list(taken.json()["fields"])) == (422, ["slug"])
    started = valley.ada.ask("post", "/blueprints/empty/start", {**body, "slug": "glen"})
    assert started.status_code == 202
    part = {**body, "slug": "dell", "part_of": "valley"}
    assert valley.cy.ask("post", "/blueprints/empty/start", part).status_code == 422
    assert valley.ada.ask("post", "/blueprints/empty/start", part).status_code == 202
    assert Ecosystem.objects.get(slug="dell").parent == Ecosystem.objects.get(slug="valley")
    job = valley.ada.ask("get", f"/jobs/{started.json()['job']}")
    assert job.json()["name"] == "blueprints.plant"
    assert valley.cy.ask("get", f"/jobs/{started.json()['job']}").status_code == 404
    Job.objects.update(state="failed")
    again = valley.ada.ask("post", f"/jobs/{started.json()['job']}/retry")
    assert again.json()["state"] == "ready"


@pytest.mark.slow
def test_an_indicator_of_its_own_is_renamed_and_is_no_framework(valley: Valley) -> None:
    rows = {"rows": [{"key": "calm", "unit": "points", "title": "Calm"}]}
    assert valley.ada.ask("put", f"{valley.path}/indicators", rows).json()["new"] == 1
    (kept,) = valley.ada.ask("get", f"{valley.path}/indicators").json()["items"]
    one = f"{valley.path}/indicators/{kept['uuid']}"
    assert valley.ada.ask("patch", one, {"title": "Calm days"}).json()["title"] == "Calm days"
    assert valley.ada.ask("get", f"{valley.path}/frameworks").json()["items"] == []


def test_a_blueprint_under_another_name_leaves_its_facts_behind(valley: Valley) -> None:
    body = {"name": "Glen", "slug": "glen", "languages": ["en"]}
    assert valley.ada.ask("post", "/blueprints/tulsa/start", body).status_code == 202
    assert Job.objects.get(name="blueprints.plant").args["facts"] is False
    assert Ecosystem.objects.get(slug="glen").territory == ""


@pytest.mark.parametrize(
    ("given", "kept"), [({}, "Asia/Hebron"), ({"time_zone": "Asia/Seoul"}, "Asia/Seoul")]
)
def test_without_a_time_zone_an_ecosystem_has_its_founders(
    valley: Valley, given: dict[str, str], kept: str
) -> None:
    Person.objects.update(time_zone="Asia/Hebron")
    body = {"name": "Glen", "slug": "glen", "languages": ["en"], **given}
    assert valley.ada.ask("post", "/blueprints/tulsa/start", body).status_code == 202
    assert Ecosystem.objects.get(slug="glen").time_zone == kept


@pytest.mark.slow
def test_a_profile_is_read_as_far_as_one_may_see_it(valley: Valley) -> None:
    measures = valley.nobody.ask("get", "/measures").json()
    assert len(measures) == 39
    page = valley.ada.ask("get", f"{valley.path}/profile").json()
    assert (page["exact"], len(page["features"])) == (True, 7)
    assert page["features"][3]["readings"][0]["state"] == "insufficient"
    reading = valley.ada.ask("get", f"{valley.path}/profile/4.2").json()
    assert (reading["reading"]["number"], reading["rows"]) == ("4.2", [])
    assert valley.ada.ask("get", f"{valley.path}/profile/9.9").status_code == 404
    assert valley.cy.ask("get", f"{valley.path}/profile/4.2").status_code == 404


def test_a_measure_over_time_is_told_to_who_may_see_exact_readings(valley: Valley) -> None:
    path = f"/measures/4.1/months?e={valley.place.slug}"
    (side,) = valley.ada.ask("get", path).json()["sides"]
    assert (side["exact"], side["months"]) == (True, [])
    assert valley.cy.ask("get", path).status_code == 404
    assert valley.ada.ask("get", "/measures/4.1/months").status_code == 422
