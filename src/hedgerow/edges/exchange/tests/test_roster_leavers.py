"""What a delta or School Data Sync says has ended ends what sets brought, and nothing else."""

from datetime import date

import pytest

from hedgerow.commons.membership.actions import assign_role
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .lacking import open_roles, whole
from .rosters import Set, delta
from .sds import OURS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 11, 28)


def by_hand(grove, code, role, site):
    person, at = Person.objects.get(code=code), Organisation.objects.get(code=site)
    assign_role(grove, person, role, by=Actor.the_steward(), at=AT, organisation=at)


def changed(code, orgs, role="student"):
    said = whole().row("users", code) | {"orgSourcedIds": orgs, "role": role, "agentSourcedIds": ""}
    return delta("1.1", when="2026-11-29T08:00:00.000Z", users=[said])


def test_a_delta_that_moves_a_pupil_ends_the_role_at_the_old_school(bring_set):
    bring_set(Set())
    moves = changed("l2", "s2")
    assert bring_set(moves).changed == {"people": 2}
    assert ("l2", "learner", "s2") in open_roles()
    assert ("l2", "learner", "s1") not in open_roles()
    assert Assignment.objects.get(person__code="l2", organisation__code="s1").ends
    again = bring_set(moves)
    assert (again.new, again.changed) == ({}, {})
    assert {one for one in open_roles() if one[0] != "l2"} == {
        ("l1", "learner", "s1"), ("e1", "educator", "s1"), ("g1", "guardian", None),
    }  # fmt: skip


def test_a_delta_of_one_more_school_and_of_another_role_leaves_what_it_says(bring_set):
    bring_set(Set())
    bring_set(changed("e1", "s1,s2", "teacher"))
    assert {one for one in open_roles() if one[0] == "e1"} == {
        ("e1", "educator", "s1"), ("e1", "educator", "s2"),
    }  # fmt: skip
    bring_set(changed("e1", "s2", "aide"))
    assert {one for one in open_roles() if one[0] == "e1"} == {("e1", "tutor", "s2")}


def test_neither_a_move_nor_a_deletion_ends_a_role_given_by_hand(bring_set, grove):
    bring_set(Set())
    by_hand(grove, "l2", "tutor", "s1")
    bring_set(changed("l2", "s2"))
    assert {one for one in open_roles() if one[0] == "l2"} == {
        ("l2", "tutor", "s1"), ("l2", "learner", "s2"),
    }  # fmt: skip
    gone = whole().row("users", "l2") | {"agentSourcedIds": ""}
    done = bring_set(delta("1.1", "tobedeleted", users=[gone]))
    assert {one for one in open_roles() if one[0] == "l2"} == {("l2", "tutor", "s1")}
    assert done.changed == {"people": 1}
    again = bring_set(delta("1.1", "tobedeleted", users=[gone]))
    assert (again.new, again.changed) == ({}, {})


def test_a_deleted_role_of_1_2_that_was_given_by_hand_stays(bring_set, grove):
    bring_set(Set("1.2"))
    by_hand(grove, "e1", "leader", "s2")
    rows = [{"sourcedId": "x", "userSourcedId": "e1", "roleType": "secondary", "role": "principal",
             "orgSourcedId": "s2", "beginDate": str(AT.date())}]  # fmt: skip
    done = bring_set(delta("1.2", "tobedeleted", roles=rows))
    assert ("e1", "leader", "s2") in open_roles()
    assert done.excluded == {"roles to be deleted that have ended or that no set brought": 1}


def sds(tmp_path, **changes):
    for name, said in (OURS | changes).items():
        (tmp_path / f"{name}.csv").write_text(said, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bring_sds(grove, tmp_path):
    def brought(act=import_file, **changes):
        given = {"at": AT} if act is import_file else {}
        return act(grove, Upload(sds(tmp_path, **changes)), by=Actor.the_steward(), **given)

    brought.preview = lambda **changes: brought(preview, **changes)
    brought.sections = lambda: OURS["Section"].splitlines()
    return brought


def test_whoever_is_in_no_file_of_school_data_sync_any_more_is_told(bring_sds):
    bring_sds()
    left = {name: "".join(line for line in said.splitlines(keepends=True) if "L2" not in line)
            for name, said in OURS.items()}  # fmt: skip
    left["Teacher"] = left["Teacher"].replace("T1,2,Cy,Oh\n", "")
    found = bring_sds.preview(**left)
    assert found.lacking.counted == {"gone": 1, "moved": 1, "known": 3}
    assert bring_sds.preview().lacking.counted == {}


def test_an_inactive_section_ends_with_its_places_and_a_second_time_nothing(bring_sds):
    bring_sds()
    heads, first, second = bring_sds.sections()
    off = f"{heads},Status\n{first},Inactive\n{second},Active\n"
    done = bring_sds(Section=off)
    assert dict(done.changed) == {"groups": 1, "group-members": 3}
    algebra = Group.objects.get(code="11")
    assert algebra.ends == max(DAY, algebra.ends)
    assert not GroupPlace.objects.filter(group=algebra, ends=None).exists()
    assert GroupPlace.objects.filter(group__code="12", ends=None).count() == 2
    again = bring_sds(Section=off)
    assert (again.new, again.changed) == ({}, {})


def test_an_inactive_section_that_is_not_here_does_not_come(bring_sds):
    heads, first, second = bring_sds.sections()
    done = bring_sds(Section=f"{heads},Status\n{first},Inactive\n{second},Active\n")
    assert [one.code for one in Group.objects.all()] == ["12"]
    assert done.excluded["sections that are inactive and not here"] == 1
    assert done.excluded["places in sections that are inactive"] == 3
