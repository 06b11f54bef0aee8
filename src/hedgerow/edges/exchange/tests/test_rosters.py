"""A OneRoster set comes in, once; passwords and flags never; deltas change, end and are no-ops."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.commons.people.privacy import erase_person
from hedgerow.edges.exchange.actions import preview
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation.journal.models import Fact

from .rosters import Set
from .undoings import everything, undo

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
NEW = {"organisations": 3, "people": 4, "guardians": 1, "groups": 1, "group-members": 3}
VERSIONS = pytest.mark.parametrize("version", [pytest.param("1.1", marks=pytest.mark.slow), "1.2"])

pytestmark = pytest.mark.django_db


@VERSIONS
@pytest.mark.slow
def test_a_set_comes_in_with_roles_guardians_classes_and_places(bring_set, version):
    seen = bring_set(Set(version), act=preview)
    assert (dict(seen.new), seen.problems) == (NEW, ())
    assert not Person.objects.exists()
    done = bring_set(Set(version), promised=seen.digest)
    assert (dict(done.new), done.digest) == (NEW, seen.digest)
    school = Organisation.objects.get(code="s1")
    assert (school.kind, school.sector, school.parent.code) == ("school", "school", "d1")
    roles = Assignment.objects.values_list("person__code", "role", "organisation__code", "grade")
    assert sorted(roles) == [
        ("e1", "educator", "s1", ""), ("g1", "guardian", None, ""),
        ("l1", "learner", "s1", "9"), ("l2", "learner", "s1", "K"),
    ]  # fmt: skip
    learner = Person.objects.get(code="l1")
    assert (learner.name, learner.born) == ("Amira Nuñez", date(2012, 3, 9))
    assert Guardian.objects.get().guardian.code == "g1"
    group = Group.objects.get()
    assert (group.name, group.grade, group.school_year, group.organisation) == (
        "Algebra, period 1", "9", "2026-27", school,
    )  # fmt: skip
    assert (group.starts, group.ends) == (date(2026, 8, 17), date(2027, 6, 4))
    places = GroupPlace.objects.values_list("person__code", "leads", "starts")
    assert sorted(places) == [
        ("e1", True, date(2026, 8, 17)),
        ("l1", False, date(2026, 8, 17)),
        ("l2", False, date(2026, 9, 1)),
    ]


@pytest.mark.slow
@VERSIONS
def test_the_same_set_again_changes_nothing(bring_set, version):
    bring_set(Set(version))
    facts = Fact.objects.count()
    again = bring_set(Set(version))
    assert (again.new, again.changed, dict(again.unchanged)) == ({}, {}, NEW)
    assert Fact.objects.count() == facts


@pytest.mark.slow
@VERSIONS
def test_passwords_and_sensitive_flags_are_reported_and_stored_nowhere(bring_set, version):
    done = bring_set(Set(version))
    refused = {reason: count for reason, count in done.excluded.items() if "refused" in reason}
    expected = {
        "users.csv, password: refused, never stored": 1,
        "demographics.csv, sex: refused, never stored": 1,
        "demographics.csv, white: refused, never stored": 1,
        "results.csv, comment: refused, never stored": 1,
    }
    if version == "1.2":
        expected["userProfiles.csv, password: refused, never stored"] = 1
    assert refused == expected
    assert done.excluded["results.csv: checked, of which nothing is kept here"] == 1
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            said = str(cursor.fetchall())
            for word in ("secret", "hidden", "Neat.", "'female'"):
                assert word not in said, table


@pytest.mark.slow
@VERSIONS
def test_an_undo_takes_the_whole_set_out_and_it_comes_in_again(bring_set, version):
    before = everything()
    undo(Import.objects.get(uuid=bring_set(Set(version)).row))
    assert everything() == before
    assert dict(bring_set(Set(version)).new) == NEW


@pytest.mark.slow
def test_what_a_bulk_set_no_longer_says_of_a_class_has_ended(bring_set):
    bring_set(Set())
    less = Set()
    less.files["enrollments"] = less.files["enrollments"][1:]
    assert bring_set(less).changed == {"group-members": 1}
    assert GroupPlace.objects.get(person__code="l1").ends is not None
    assert bring_set(less).changed == {}
    assert GroupPlace.objects.filter(ends=None).count() == 2


@pytest.mark.slow
def test_an_erased_person_stays_erased(bring_set):
    bring_set(Set())
    gone = Person.objects.get(code="l2")
    erase_person(gone.pk, AT)
    again = bring_set(Set())
    assert (again.new, again.changed) == ({}, {})
    assert again.excluded["rows of people whose data was erased here"] == 2
    assert not Person.objects.filter(code="l2").exists()
