"""What a file says of a child from whom its sender is barred is not written, and told by its line."""

from datetime import date

import pytest

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.membership.tests.factories import actor, convener
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Guardian, Person, PopulationGroup
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.errors import ImportStopped
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .rosters import Set, delta
from .test_targets import YEAR, as_ready

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEWARD = Actor.the_steward()
BEFORE = ("organisations", "people", "groups", "group-members", "activities", "enrolments")


def kept_from(grove, code):
    """A convener who is barred from the person of that code."""
    ada = convener(grove)
    Guardian.objects.create(
        ecosystem=grove, learner=Person.objects.get(code=code), guardian=ada, barred=True,
        starts=date(2026, 8, 1),
    )  # fmt: skip
    return actor(ada)


@pytest.fixture
def year(grove, tmp_path):
    grove.time_zone, grove.collects_groups = "America/Chicago", True
    grove.save()
    PopulationGroup.objects.create(
        ecosystem=grove, dimension="language", key="es", title="Spanish", announced_at=AT
    )
    for target in BEFORE:
        import_file(grove, as_ready(tmp_path, target, YEAR[target]), by=STEWARD, at=AT)


def test_past_attendance_is_refused_whole_with_the_lines_of_the_child(grove, year, tmp_path):
    content = YEAR["attendance"]
    heads, *lines = content.strip().split("\n")
    place = heads.split(",").index("person_code")
    code = lines[-1].split(",")[place]
    wanted = [n for n, line in enumerate(lines, 2) if line.split(",")[place] == code]
    by, upload = kept_from(grove, code), as_ready(tmp_path, "attendance", content)
    for act, more in ((preview, {}), (import_file, {"at": AT})):
        try:
            problems = act(grove, upload, by=by, **more).problems
        except ImportStopped as stopped:
            problems = stopped.problems
        mine = [one for one in problems if one.code == OutOfReach.code]
        assert [(one.line, one.column, one.value) for one in mine] == [
            (line, "person_code", code) for line in wanted
        ]
        assert "another convener" in mine[0].expected
    assert not Attendance.objects.exists()
    # whoever is not kept from the child brings it in; then the same file writes nothing, and passes
    done = import_file(grove, upload, by=STEWARD, at=AT)
    assert not preview(grove, upload, by=by).problems
    row = Import.objects.get(uuid=done.row)
    marks = Attendance.objects.count()
    with pytest.raises(OutOfReach):
        undo_import(row.uuid, by=by, at=AT)
    assert Attendance.objects.count() == marks


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("way", ["whole", "delta"])
def test_a_roster_names_file_line_and_column(grove, bring_set, tmp_path, version, way):
    bring_set(Set(version))
    by = kept_from(grove, "l2")
    made = Set(version)
    user = made.row("users", "l2")
    user["familyName"] = "Ekholm"
    line = made.files["users"].index(user) + 2
    if way == "delta":
        made, line = delta(version, users=[user]), 2
    upload = Upload(made.write(tmp_path / "set.zip"))
    found = preview(grove, upload, by=by).problems
    assert [(one.file, one.line, one.column, one.value) for one in found] == [
        ("users.csv", line, "sourcedId", "l2")
    ]
    with pytest.raises(ImportStopped):
        import_file(grove, upload, by=by, at=AT)
    assert Person.objects.get(code="l2").name == "Bo Ek"
    assert not preview(grove, Upload(Set(version).write(tmp_path / "same.zip")), by=by).problems


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_new_place_of_the_child_is_told_too(grove, bring_set, tmp_path, version):
    first = Set(version)
    first.files["enrollments"] = [
        one for one in first.files["enrollments"] if one["userSourcedId"] != "l2"
    ]
    bring_set(first)
    by = kept_from(grove, "l2")
    found = preview(grove, Upload(Set(version).write(tmp_path / "set.zip")), by=by).problems
    assert [(one.file, one.column, one.value) for one in found] == [
        ("enrollments.csv", "userSourcedId", "l2")
    ]
