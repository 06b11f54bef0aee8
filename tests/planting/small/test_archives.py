"""The archives of all fourteen say what they hold: codes, references and kinds are as their schema has them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from frictionless import Package, system

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.archives.contents import LEFT_OUT
from hedgerow.edges.archives.writing import write
from hedgerow.edges.blueprints import everything

from .conftest import AT

pytestmark = [
    pytest.mark.slow, pytest.mark.long, pytest.mark.django_db,
    pytest.mark.sqlite,  # PostgreSQL: tests/exports
]  # fmt: skip
WITH_ROUNDS = "long-beach"


class Unpacked:
    """An archive of an ecosystem, as a program without ours reads it."""

    def __init__(self, key: str, folder: Path) -> None:
        self.file = folder / f"{key}.zip"
        write(Ecosystem.objects.get(slug=key), self.file, AT, lambda done, total: None)

    @cached_property
    def resources(self) -> list[Mapping[str, Any]]:
        with zipfile.ZipFile(self.file) as packed:
            found: list[Mapping[str, Any]] = json.loads(packed.read("datapackage.json"))[
                "resources"
            ]
        return found

    def rows(self, name: str) -> list[dict[str, str]]:
        csv.field_size_limit(10**7)
        with zipfile.ZipFile(self.file) as packed:
            text = io.StringIO(packed.read(f"data/{name}.csv").decode(), newline="")
        return list(csv.DictReader(text))

    def kinds(self) -> set[str]:
        return {str(one["kind"]) for one in self.resources if "kind" in one}


def unknown_codes(archive: Unpacked) -> Iterator[tuple[str, str, str]]:
    for one in archive.resources:
        fields = one["schema"]["fields"]
        enums = {
            field["name"]: {*field["constraints"]["enum"], ""}
            for field in fields
            if "enum" in field.get("constraints", {})
        }
        for row in archive.rows(one["name"]) if enums else ():
            for name, enum in enums.items():
                if row[name] not in enum:
                    yield one["name"], name, row[name]


@pytest.mark.parametrize("key", everything.available())
def test_every_code_and_kind_of_row_in_an_archive_is_one_its_schema_tells_of(
    key: str, tmp_path: Path
) -> None:
    archive = Unpacked(key, tmp_path)
    assert set(unknown_codes(archive)) == set()
    left_out = {label.lower() for label in LEFT_OUT}
    named = {row["kind"] for row in archive.rows("fact_subjects")}
    named |= {row["rows"] for row in archive.rows("readings")} - {""}
    assert named - archive.kinds() - left_out == set()
    assert len(named) > 10


def test_a_code_that_no_schema_tells_of_is_found(tmp_path: Path) -> None:
    school = apps.get_model("people.Organisation").objects.filter(kept_by__slug="tulsa").first()
    was = school.sector
    school.sector = "trades"
    school.save()
    archive = Unpacked("tulsa", tmp_path)
    school.sector = was
    school.save()
    assert list(unknown_codes(archive)) == [("organisations", "sector", "trades")]


def test_the_standards_library_finds_no_fault_in_a_planted_archive(tmp_path: Path) -> None:
    archive = Unpacked(WITH_ROUNDS, tmp_path)
    with zipfile.ZipFile(archive.file) as packed:
        packed.extractall(tmp_path / "all")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "all" / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "note", "resourceName", "fieldName", "rowNumber"]) == []
