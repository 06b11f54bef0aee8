"""Who was erased does not come back with a back-up: by the commands, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from tests.installation.servers import Make, Server

pytestmark = pytest.mark.kill  # each test starts some processes
PERSON = "FROM people_person p JOIN ecosystems_ecosystem e ON e.id = p.kept_by_id"
LEARNER = "WHERE p.id = (SELECT min(person_id) FROM activities_enrolment)"


def a_learner(server: Server) -> tuple[str, str]:
    """A person's public id, and the ecosystem that keeps the record."""
    uuid = UUID(str(server.asked(f"SELECT p.uuid {PERSON} {LEARNER}")))
    return str(uuid), str(server.asked(f"SELECT e.slug {PERSON} {LEARNER}"))


def is_named(server: Server, uuid: str) -> bool:
    """Whether the person's row says who it is."""
    kept = uuid if server.url else uuid.replace("-", "")
    living = f"WHERE p.uuid = '{kept}' AND p.erased_at IS NULL AND p.name > ''"
    return bool(server.asked(f"SELECT count(*) {PERSON} {living}"))


@pytest.fixture
def lived(full: Make) -> Server:
    server = full("lived")
    server("populate")
    return server


def test_a_restore_erases_again_who_was_erased_since(
    lived: Server, full: Make, tmp_path: Path
) -> None:
    uuid, slug = a_learner(lived)
    assert is_named(lived, uuid)
    before = str(tmp_path / "before.tar.gz")
    lived("backup", before)
    lived("backup")
    told = lived.cli("erase", uuid, "--ecosystem", slug, "--yes")
    (kept,) = (lived.home / "backups").iterdir()
    assert f"  backups/{kept.name}" in told
    lines = (lived.home / "erasures.txt").read_text().splitlines()
    assert [line.split(" ")[1] for line in lines] == [uuid]
    lived("backup", str(tmp_path / "after.tar.gz"))

    said = json.loads(lived("restore", before, "--replace", "--json"))
    assert said["erased"] == [{"person": uuid, "ecosystem": slug, "merged": ""}]
    assert not is_named(lived, uuid)
    assert Path(said["aside"]).is_dir()  # nobody who was erased is in it
    assert "nobody who was erased is here" in lived("doctor")
    assert uuid in (lived.home / "erasures.txt").read_text()

    other = full("other")
    assert "erased" not in other("restore", str(tmp_path / "after.tar.gz"), "--replace")
    assert f"is erased again: {uuid} ({slug})" in other("restore", before, "--replace")
    assert not is_named(other, uuid)


def test_who_came_back_by_other_means_is_told_of_and_goes_with_what_is_replaced(
    lived: Server, tmp_path: Path
) -> None:
    uuid, slug = a_learner(lived)
    line = f"2026-11-25T12:00:00+00:00 {uuid}\n"
    lived("backup", str(tmp_path / "b.tar.gz"))
    (lived.home / "erasures.txt").write_text(f"{line}no line of ours\n{line[:30]}")
    told = lived("doctor", code=1)
    assert f"WRONG  erased: 1 here although erased: {uuid} ({slug})" in told

    lived("restore", str(tmp_path / "b.tar.gz"), "--replace")
    assert not is_named(lived, uuid)
    assert not list(lived.home.glob("replaced-*"))
    assert "nobody who was erased is here" in lived("doctor")
