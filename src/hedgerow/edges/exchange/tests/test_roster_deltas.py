"""A OneRoster delta changes what it names, ends what it deletes, and is nothing a second time."""

from datetime import date

import pytest

from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.errors import ImportStopped

from .conftest import AT
from .rosters import Set, delta

VERSIONS = pytest.mark.parametrize("version", ["1.1", "1.2"])

pytestmark = pytest.mark.django_db


@VERSIONS
@pytest.mark.slow
def test_a_delta_changes_what_it_names_and_a_second_time_nothing(bring_set, version):
    bring_set(Set(version))
    user = Set(version).row("users", "l2") | {"familyName": "Ekholm"}
    changes = delta(version, users=[user])
    assert bring_set(changes).changed == {"people": 1}
    assert Person.objects.get(code="l2").name == "Bo Ekholm"
    assert GroupPlace.objects.filter(ends=None).count() == 3
    again = bring_set(changes)
    assert (again.new, again.changed) == ({}, {})


@pytest.mark.slow
@VERSIONS
def test_what_a_delta_deletes_has_ended_on_its_day_and_a_second_time_nothing(bring_set, version):
    bring_set(Set(version))
    whole = Set(version)
    gone = delta(
        version, "tobedeleted", users=[whole.row("users", "l2")],
        enrollments=[whole.row("enrollments", "n2")], classes=[whole.row("classes", "k")],
    )  # fmt: skip
    gone.files["enrollments"][0] |= {"userSourcedId": "l2"}
    done = bring_set(gone)
    assert dict(done.changed) == {"people": 1, "groups": 1, "group-members": 1}
    day = date(2026, 11, 20)
    begun = AT.date() if version == "1.1" else day  # 1.1 does not say when a role began
    assert Assignment.objects.get(person__code="l2").ends == begun
    assert GroupPlace.objects.get(person__code="l2").ends == day
    assert Group.objects.get().ends == day
    assert Person.objects.filter(code="l2").exists()
    again = bring_set(gone)
    assert (again.new, again.changed) == ({}, {})
    assert sum(n for reason, n in again.excluded.items() if "to be deleted" in reason) == 2


@pytest.mark.slow
def test_a_delta_of_roles_begins_and_ends_them(bring_set):
    bring_set(Set("1.2"))
    role = {"sourcedId": "x", "userSourcedId": "e1", "roleType": "secondary", "role": "aide",
            "orgSourcedId": "s2", "beginDate": "2026-11-01"}  # fmt: skip
    bring_set(delta("1.2", roles=[role]))
    assert Assignment.objects.get(role="tutor").organisation.code == "s2"
    bring_set(delta("1.2", "tobedeleted", roles=[dict(role)]))
    assert Assignment.objects.get(role="tutor").ends == date(2026, 11, 20)
    assert Assignment.objects.get(role="educator").ends is None


@pytest.mark.slow
def test_a_delta_may_refer_to_what_is_here_and_to_nothing_else(bring_set):
    bring_set(Set())
    place = Set().row("enrollments", "n1") | {"sourcedId": "n9", "userSourcedId": "e1"}
    assert bring_set(delta("1.1", enrollments=[dict(place, role="proctor")])).changed
    for name, value in (("userSourcedId", "nobody"), ("classSourcedId", "nothing")):
        with pytest.raises(ImportStopped) as stopped:
            bring_set(delta("1.1", enrollments=[place | {name: value}]))
        (problem,) = stopped.value.problems
        assert (problem.file, problem.line, problem.column, problem.value) == (
            "enrollments.csv", 2, name, value,
        )  # fmt: skip
