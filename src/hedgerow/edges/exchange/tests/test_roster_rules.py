"""Every rule of OneRoster broken once: one problem, with file, line, column, value and expectation."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.errors import FileUnreadable, ImportStopped
from hedgerow.foundation.permissions import Actor

from ..rosters.outgoing_rows import grade_code
from ..rosters.steps import grade_of
from .conftest import AT
from .rosters import Set, delta, text


def cell(file, key, column, value):
    """A change of one cell."""

    def change(made):
        made.row(file, key)[column] = value

    return change


def manifest(name, value):
    return lambda made: made.manifest.__setitem__(name, value)


def mode(name, value):
    return lambda made: made.modes.__setitem__(name, value)


def head(file, old, new):
    def change(made):
        heads = made.heads[file]
        heads[heads.index(old)] = new

    return change


def more(file, **values):
    return lambda made: made.files[file].append({**made.files[file][0], **values})


def as_text(file, old, new):
    """A change of the file as it is written."""

    def change(made):
        made.extra[file] = made.texts()[file].replace(old, new, 1)

    return change


def extra(name, content):
    return lambda made: made.extra.__setitem__(name, content)


def without(name):
    return lambda made: made.without.add(name)


def moved(status, when):
    """The organisations alone, as a delta with that status and date."""

    def change(made):
        made.modes["orgs"] = "delta"
        for row in made.files["orgs"]:
            row |= {"status": "active", "dateLastModified": "2026-11-20T08:00:00Z"}
        made.files["orgs"][0] |= {"status": status, "dateLastModified": when}

    return change


RULES = [
    ("no manifest", "1.1", without("manifest.csv"), ("manifest.csv", 0, "manifest.csv", "", "no_manifest")),
    ("manifest heads", "1.1", as_text("manifest.csv", "propertyName,value", "name,value"),
     ("manifest.csv", 1, "", "name,value", "heading")),
    ("manifest version", "1.1", manifest("manifest.version", "2.0"),
     ("manifest.csv", 2, "manifest.version", "2.0", "version")),
    ("version", "1.1", manifest("oneroster.version", "1.0"),
     ("manifest.csv", 3, "oneroster.version", "1.0", "version")),
    ("mode", "1.1", mode("orgs", "full"), ("manifest.csv", 13, "file.orgs", "full", "mode")),
    ("no such file", "1.1", without("orgs.csv"), ("manifest.csv", 13, "file.orgs", "bulk", "no_file")),
    ("said to be absent", "1.1", mode("orgs", "absent"),
     ("manifest.csv", 13, "file.orgs", "absent", "absent")),
    ("property twice", "1.1", as_text("manifest.csv", "file.orgs,bulk", "file.orgs,bulk\nfile.orgs,bulk"),
     ("manifest.csv", 14, "propertyName", "file.orgs", "duplicate")),
    ("unknown file", "1.1", extra("pets.csv", "sourcedId\n1\n"), ("pets.csv", 0, "pets.csv", "", "file")),
    ("unknown property", "1.1", mode("pets", "absent"), ("manifest.csv", 17, "file.pets", "absent", "file")),
    ("1.2 file in 1.1", "1.1", extra("roles.csv", "sourcedId\n1\n"),
     ("roles.csv", 0, "roles.csv", "", "file")),
    ("column missing", "1.1", head("orgs", "name", "metadata.name"), ("orgs.csv", 1, "name", "", "column")),
    ("unknown column", "1.1", lambda made: made.heads["orgs"].append("colour"),
     ("orgs.csv", 1, "colour", "colour", "heading")),
    ("heading twice", "1.1", lambda made: made.heads["orgs"].append("name"),
     ("orgs.csv", 1, "name", "name", "heading_twice")),
    ("cells", "1.1", as_text("orgs.csv", "64725,", "64725"),
     ("orgs.csv", 2, "", "d1,,,North District,district,64725", "cells")),
    ("quotes", "1.1", as_text("orgs.csv", "North District", '"North District'),
     ("orgs.csv", 2, "", "", "quotes")),
    ("empty", "1.1", cell("orgs", "s1", "name", ""), ("orgs.csv", 3, "name", "", "empty")),
    ("too long", "1.1", cell("courses", "c", "title", "x" * 256), ("courses.csv", 2, "title", "x" * 200, "text")),
    ("too long for us", "1.1", cell("classes", "k", "title", "x" * 121),
     ("classes.csv", 2, "title", "x" * 121, "text")),
    ("no mailbox", "1.1", cell("users", "e1", "email", "cy"), ("users.csv", 4, "email", "", "shifted")),
    ("no mailbox either", "1.1", cell("users", "e1", "email", "cy@"),
     ("users.csv", 4, "email", "cy@", "text")),
    ("choice", "1.1", cell("orgs", "d1", "type", "planet"), ("orgs.csv", 2, "type", "planet", "choice")),
    ("role of 1.2", "1.1", cell("users", "e1", "role", "principal"),
     ("users.csv", 4, "role", "principal", "choice")),
    ("role of 1.1", "1.2", cell("roles", "ro-e1", "role", "administrator"),
     ("roles.csv", 4, "role", "administrator", "choice")),
    ("role type", "1.2", cell("roles", "ro-e1", "roleType", "third"),
     ("roles.csv", 4, "roleType", "third", "choice")),
    ("day", "1.1", cell("academicSessions", "t", "startDate", "8/17/2026"),
     ("academicSessions.csv", 3, "startDate", "8/17/2026", "day")),
    ("year", "1.1", cell("academicSessions", "t", "schoolYear", "26/27"),
     ("academicSessions.csv", 3, "schoolYear", "26/27", "year")),
    ("flag", "1.1", cell("users", "l1", "enabledUser", "yes"),
     ("users.csv", 2, "enabledUser", "yes", "flag")),
    ("number", "1.1", cell("results", "r", "score", "nine"), ("results.csv", 2, "score", "nine", "number")),
    ("status in bulk", "1.1", cell("orgs", "s1", "status", "active"),
     ("orgs.csv", 3, "status", "active", "bulk")),
    ("date in bulk", "1.1", cell("orgs", "s1", "dateLastModified", "2026-11-20T08:00:00Z"),
     ("orgs.csv", 3, "dateLastModified", "2026-11-20T08:00:00Z", "bulk")),
    ("no status in a delta", "1.1", moved("", "2026-11-20T08:00:00Z"),
     ("orgs.csv", 2, "status", "", "delta")),
    ("no date in a delta", "1.1", moved("active", ""), ("orgs.csv", 2, "dateLastModified", "", "delta")),
    ("no moment", "1.1", moved("active", "2026-11-20"),
     ("orgs.csv", 2, "dateLastModified", "2026-11-20", "moment")),
    ("unknown status", "1.1", moved("inactive", "2026-11-20T08:00:00Z"),
     ("orgs.csv", 2, "status", "inactive", "choice")),
    ("id twice", "1.1", more("orgs"), ("orgs.csv", 5, "sourcedId", "d1", "duplicate")),
    ("no parent", "1.1", cell("orgs", "s1", "parentSourcedId", "d9"),
     ("orgs.csv", 3, "parentSourcedId", "d9", "reference")),
    ("no term", "1.1", cell("classes", "k", "termSourcedIds", "t,z"),
     ("classes.csv", 2, "termSourcedIds", "z", "reference")),
    ("no course", "1.1", cell("classes", "k", "courseSourcedId", "z"),
     ("classes.csv", 2, "courseSourcedId", "z", "reference")),
    ("no organisation", "1.1", cell("users", "l2", "orgSourcedIds", "s1,s9"),
     ("users.csv", 3, "orgSourcedIds", "s9", "reference")),
    ("no agent", "1.1", cell("users", "l2", "agentSourcedIds", "g9"),
     ("users.csv", 3, "agentSourcedIds", "g9", "reference")),
    ("no user", "1.1", cell("enrollments", "n2", "userSourcedId", "l9"),
     ("enrollments.csv", 3, "userSourcedId", "l9", "reference")),
    ("no user of a role", "1.2", more("roles", sourcedId="r9", userSourcedId="l9"),
     ("roles.csv", 6, "userSourcedId", "l9", "reference")),
    ("no user of demographics", "1.1", more("demographics", sourcedId="l9"),
     ("demographics.csv", 3, "sourcedId", "l9", "reference")),
    ("no line item", "1.1", cell("results", "r", "lineItemSourcedId", "z"),
     ("results.csv", 2, "lineItemSourcedId", "z", "reference")),
    ("order", "1.1", cell("academicSessions", "t", "endDate", "2026-08-01"),
     ("academicSessions.csv", 3, "endDate", "2026-08-01", "order")),
    ("order of a role", "1.2", cell("roles", "ro-e1", "endDate", "2026-08-01"),
     ("roles.csv", 4, "endDate", "2026-08-01", "order")),
    ("class of no school", "1.1", cell("classes", "k", "schoolSourcedId", "d1"),
     ("classes.csv", 2, "schoolSourcedId", "d1", "no_school")),
    ("another school", "1.1", cell("enrollments", "n2", "schoolSourcedId", "s2"),
     ("enrollments.csv", 3, "schoolSourcedId", "s2", "other_school")),
    ("primary pupil", "1.1", cell("enrollments", "n2", "primary", "true"),
     ("enrollments.csv", 3, "primary", "true", "primary")),
    ("enrolled twice", "1.1", more("enrollments", sourcedId="n9"),
     ("enrollments.csv", 5, "userSourcedId", "l1", "enrolled_twice")),
    ("own agent", "1.1", cell("users", "l2", "agentSourcedIds", "l2"),
     ("users.csv", 3, "agentSourcedIds", "l2", "own_agent")),
    ("loop", "1.1", cell("orgs", "d1", "parentSourcedId", "d1"),
     ("orgs.csv", 2, "parentSourcedId", "d1", "loop")),
    ("two primary roles", "1.2", more("roles", sourcedId="r9"),
     ("roles.csv", 6, "roleType", "primary", "primary_twice")),
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove():
    return ecosystem("Grove", slug="grove")


def stopped(grove, path):
    with pytest.raises(ImportStopped) as found:
        import_file(grove, Upload(path), by=Actor.the_steward(), at=AT)
    return [one for one in found.value.problems if one.code.startswith("exchange.")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("version", "change", "expected"), [one[1:] for one in RULES], ids=[one[0] for one in RULES]
)
def test_a_rule_that_is_broken_is_one_problem_with_its_place(
    grove, tmp_path, version, change, expected
):
    made = Set(version)
    change(made)
    (problem,) = stopped(grove, made.write(tmp_path / "set.zip"))
    file, line, column, value, code = expected
    said = (problem.file, problem.line, problem.column, problem.value, problem.code)
    assert said == (file, line, column, value, f"exchange.roster_{code}")
    assert problem.expected
    assert not Organisation.objects.exists()


@pytest.mark.slow
def test_text_that_is_not_utf_8_is_told(grove, tmp_path):
    (tmp_path / "set").mkdir()
    for name, said in Set().texts().items():
        encoding = "windows-1252" if name == "users.csv" else "utf-8"
        (tmp_path / "set" / name).write_bytes(said.encode(encoding))
    problems = stopped(grove, tmp_path / "set")
    assert ("users.csv", "exchange.roster_encoding") in {(one.file, one.code) for one in problems}


def test_a_delta_for_someone_who_is_not_here_is_told(grove, tmp_path):
    row = {"sourcedId": "r", "userSourcedId": "x", "roleType": "primary", "role": "student",
           "orgSourcedId": "s"}  # fmt: skip
    made = delta("1.2", roles=[row])
    (problem,) = stopped(grove, made.write(tmp_path / "set.zip"))
    assert (problem.file, problem.line, problem.column, problem.value) == (
        "roles.csv", 2, "userSourcedId", "x",
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"PK\x03\x04junk", b"", b"sourcedId\n1\n"])
def test_what_is_no_archive_is_refused(grove, tmp_path, content):
    (tmp_path / "set.zip").write_bytes(content)
    with pytest.raises(FileUnreadable):
        import_file(grove, Upload(tmp_path / "set.zip"), by=Actor.the_steward(), at=AT)


def test_an_archive_of_other_things_is_refused(grove, tmp_path):
    made = Set()
    made.texts = lambda: {"notes.csv": text([["a"]])}
    with pytest.raises(FileUnreadable, match=r"manifest\.csv"):
        import_file(
            grove, Upload(made.write(tmp_path / "a.zip")), by=Actor.the_steward(), at=AT
        )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("5", "05"), ("05", "05"), ("12", "12"), ("K", "KG"), ("k", "KG"), ("P", "PK"), ("TK", "TK"),
     ("Oaks", "Oaks"), ("", "")],
)  # fmt: skip
def test_grades_go_out_in_the_codes_of_the_standard_and_come_back(ours: str, theirs: str) -> None:
    assert grade_code(ours) == theirs
    assert grade_code(grade_of(theirs)) == theirs
