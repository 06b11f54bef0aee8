"""An ecosystem's archive holds all of it and nothing else, and the standard's own library reads it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import BinaryField, ManyToManyField
from frictionless import Package, system

from hedgerow.commons.activities.models import Activity, Attendance, Session
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import Person
from hedgerow.config.roles import ROLES
from hedgerow.edges.archives.contents import LEFT_OUT, LINKS, PARTS, Part
from hedgerow.edges.archives.listing import tables
from hedgerow.edges.archives.schema import columns, left_out
from hedgerow.edges.archives.writing import write
from hedgerow.foundation import journal
from hedgerow.foundation.journal import merkle
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.definitions import MEASURES
from tests.permissions.cast import Cast, Planted, plant_cast

NOON = datetime(2026, 11, 24, 12, 30, 15, 123456, tzinfo=UTC)
ODD = '=1+1, "quoted"\r\nnext line; übung مرحبا 한국어'


@pytest.fixture
def cast(db: None) -> Cast:
    found = plant_cast()
    home = found.home.ecosystem
    Activity.objects.filter(ecosystem=home).update(title=ODD, created_at=NOON)
    for activity in Activity.objects.filter(ecosystem=home):
        activity.items.set(Item.objects.filter(framework__ecosystem=home)[:1])
    for row in (found.home, found.home, found.away):
        journal.record(
            "people.noted", by=Actor(person_id=found.home.persons["convener"].pk), at=NOON,
            ecosystem=row.ecosystem.pk, payload={"said": ODD},
            subjects=[("people.person", row.persons["learner"].uuid)],
        )  # fmt: skip
    seal_all()
    return found


@pytest.fixture
def package(cast: Cast, tmp_path: Path) -> Path:
    """The home's archive, unpacked."""
    target, heard = tmp_path / "home.zip", []
    rows = write(cast.home.ecosystem, target, NOON, lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1] == len(heard)
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.iterdir()) == [target]
    with zipfile.ZipFile(target) as packed:
        packed.extractall(tmp_path / "home")
    described = json.loads((tmp_path / "home" / "datapackage.json").read_text())
    assert rows == sum(one["rows"] for one in described["resources"]) > 30
    return tmp_path / "home"


def table(package: Path, name: str) -> list[dict[str, str]]:
    with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_the_standards_library_finds_no_fault_in_types_keys_and_links(package: Path) -> None:
    with system.use_context(trusted=True):
        found = Package(str(package / "datapackage.json"))
        report = found.validate()
    assert report.flatten(["type", "title", "note", "resourceName", "fieldName", "rowNumber"]) == []
    assert report.valid
    assert not list(
        Package.metadata_validate(json.loads((package / "datapackage.json").read_text()))
    )
    assert {one.name for one in found.resources} == {part.name for part in PARTS} | {
        name for name, *_rest in LINKS
    }


@pytest.mark.slow
def test_what_the_library_reads_is_what_the_database_holds(cast: Cast, package: Path) -> None:
    found = Package(str(package / "datapackage.json"))
    sessions = {row["uuid"]: row for row in found.get_resource("sessions").read_rows()}
    for one in Session.objects.filter(ecosystem=cast.home.ecosystem).select_related("activity"):
        row = sessions.pop(str(one.uuid))
        assert row["starts_at"].replace(tzinfo=UTC) == one.starts_at
        assert (row["day"], row["minutes"]) == (one.day, one.minutes)
        assert row["activity"] == str(one.activity.uuid)
    assert sessions == {}
    marks = found.get_resource("attendance").read_rows()
    assert len(marks) == Attendance.objects.filter(ecosystem=cast.home.ecosystem).count() > 0
    (offered,) = {row["title"] for row in found.get_resource("activities").read_rows()}
    assert offered == ODD


@pytest.mark.slow
def test_the_hashes_and_sizes_are_those_of_the_files(package: Path) -> None:
    for one in json.loads((package / "datapackage.json").read_text())["resources"]:
        content = (package / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert one["rows"] == len(list(csv.reader(io.StringIO(content.decode(), newline="")))) - 1


@pytest.mark.slow
def test_every_file_column_and_table_in_it_is_described(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text())
    names = {one["path"] for one in described["resources"]}
    assert names == {f"data/{file.name}" for file in (package / "data").iterdir()}
    for one in described["resources"]:
        assert one["description"].endswith(".")
        fields = one["schema"]["fields"]
        assert [field["name"] for field in fields if not field.get("description")] == []
        with (package / one["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in fields]
    with (package / "columns.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {(row["table"], row["column"]) for row in csv.DictReader(file)}
    assert listed >= {
        (one["name"], field["name"])
        for one in described["resources"] for field in one["schema"]["fields"]
    }  # fmt: skip


@pytest.mark.slow
def test_nothing_of_another_ecosystem_is_in_it(cast: Cast, package: Path) -> None:
    content = "".join(file.read_text("utf-8") for file in package.rglob("*.csv"))
    for other in (cast.away, cast.park):
        assert other.ecosystem.name + " " not in content
        assert not {str(one) for one in ids(other)} & set(content.replace(",", " ").split())


def ids(planted: Planted) -> Iterator[UUID]:
    yield planted.ecosystem.uuid
    yield from (one.uuid for one in planted.persons.values())


@pytest.mark.slow
def test_of_a_person_kept_elsewhere_it_has_the_id_alone(cast: Cast, tmp_path: Path) -> None:
    home, cy = cast.home.ecosystem, cast.away.persons["tutor"]
    Person.objects.filter(pk=cy.pk).update(email="cy@example.org", phone="1234")
    Activity.objects.filter(ecosystem=home).update(leader=cy)
    write(home, tmp_path / "a.zip", NOON, lambda done, total: None)
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        people = list(csv.DictReader(io.StringIO(packed.read("data/people.csv").decode())))
    (row,) = [one for one in people if one["uuid"] == str(cy.uuid)]
    assert {name: value for name, value in row.items() if value} == {
        "uuid": str(cy.uuid), "kept_here": "false",
    }  # fmt: skip
    assert {one["kept_here"] for one in people} == {"true", "false"}
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).get_resource("people").validate()
    assert report.flatten(["type", "fieldName"]) == []


@pytest.mark.slow
def test_the_seals_in_it_verify_the_journal(package: Path) -> None:
    seals = sorted(table(package, "seals"), key=lambda one: int(one["seq"]))
    facts = {one["uuid"]: one for one in table(package, "facts")}
    assert len(seals) == len(facts) > 0
    tree = [b64(one["leaf_hash"]) for one in seals]
    for at, one in enumerate(seals, 1):
        assert merkle.root_of(tree[:at]) == b64(one["root"])
        assert one["fact"] in facts


@pytest.mark.slow
def test_columns_salt_and_payload_give_commitment_and_leaf_as_the_documentation_says(
    package: Path,
) -> None:
    """Written after docs/archive.md, without our code: whoever has the archive alone can check it."""
    subjects: dict[str, list[list[str]]] = {}
    for row in table(package, "fact_subjects"):
        subjects.setdefault(row["fact"], []).append([row["kind"], row["uuid"]])
    leaves = {one["fact"]: b64(one["leaf_hash"]) for one in table(package, "seals")}
    said = {one["fact"]: one for one in table(package, "fact_contents")}
    facts = table(package, "facts")
    assert len(facts) > 1
    for fact in facts:
        about, content = sorted(subjects.get(fact["uuid"], [])), said[fact["uuid"]]
        told = plain_json({"payload": json.loads(content["payload"]), "subjects": about})
        assert sha256(b64(content["salt"]) + told).digest() == b64(fact["commitment"])
        entry = {
            "ecosystem": number(fact["ecosystem_number"]), "kind": fact["kind"],
            "by": number(fact["by_person_number"]), "via": fact["via"],
            "on_behalf_of": number(fact["on_behalf_of_number"]), "origin": fact["origin"],
            "at": fact["at"].replace("Z", "+00:00"), "uuid": fact["uuid"], "subjects": about,
            "recorded_at": fact["recorded_at"].replace("Z", "+00:00"),
            "commitment": b64(fact["commitment"]).hex(),
        }  # fmt: skip
        assert sha256(b"\0" + plain_json(entry)).digest() == leaves[fact["uuid"]]


def plain_json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def number(text: str) -> int | None:
    return int(text) if text else None


def b64(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def test_every_model_is_in_it_or_left_out_with_a_reason() -> None:
    ours = {
        model._meta.label for model in apps.get_models() if model.__module__.startswith("hedgerow.")
    }
    held = {part.label for part in PARTS}
    assert held | LEFT_OUT.keys() == ours
    assert not held & LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_column_is_in_it_or_left_out_with_a_reason(part: Part) -> None:
    model = part.model
    own = {one.name for one in model._meta.concrete_fields}
    numbers = {f"{name}_number" for name in part.sealed}
    told = {one.name for one in columns(part)} - {"kept_here"} - numbers
    missing = own - told
    assert missing <= left_out(part).keys()
    assert told <= own
    assert part.without.keys() <= own
    secret = {one for one in told if "secret" in one or "password" in one or "hash" in one}
    hashes = {f.name for f in model._meta.concrete_fields if isinstance(f, BinaryField)}
    assert secret <= hashes
    links = {field for _name, label, field, _says in LINKS if label == part.label}
    assert {
        f.name for f in model._meta.local_many_to_many if isinstance(f, ManyToManyField)
    } == links


def test_what_is_told_in_confidence_is_in_no_archive() -> None:
    assert {"care.Concern", "care.ConcernNote", "care.ConcernLook"} <= set(LEFT_OUT)


def test_every_role_and_every_measure_is_told_by_its_code() -> None:
    told = {(one.name, line[1]): line[5] for one in tables() for line in one.lines()}
    roles, numbers = told["roles", "role"], told["readings", "number"]
    assert [role for role in ROLES if f"`{role}`" not in roles] == []
    assert [one for one in MEASURES.values() if f"`{one.number}` {one.title}" not in numbers] == []
