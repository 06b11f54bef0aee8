"""Of whom a set speaks: of its own source, of its schools, and of whomever it names."""

import pytest

from hedgerow.edges.exchange.models import Lacking
from hedgerow.edges.exchange.rosters import whole as by_columns
from hedgerow.foundation import jobs

from .lacking import brought, end, looked_at, open_roles, whole
from .rosters import Set
from .sending import page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def other(school="s8", people=("x1", "x2"), **manifest):
    """A set of another school, with a pupil and a guardian of its own."""
    made = Set(files={
        "orgs": [{"sourcedId": school, "name": f"School {school}", "type": "school"}],
        "users": [
            {"sourcedId": people[0], "enabledUser": "true", "givenName": "Fay", "familyName": "Ash",
             "username": people[0], "role": "student", "orgSourcedIds": school,
             "agentSourcedIds": people[1]},
            {"sourcedId": people[1], "enabledUser": "true", "givenName": "Gil", "familyName": "Ash",
             "username": people[1], "role": "parent", "orgSourcedIds": school},
        ],
    })  # fmt: skip
    made.manifest |= {f"source.{name}": said for name, said in manifest.items()}
    return made


def lacking(row):
    return Lacking.objects.filter(of=row).count()


@pytest.mark.parametrize("system", [{}, {"systemName": "Rolls"}])
def test_a_set_of_another_school_lacks_nobody_of_this_one(ada, system):
    brought(ada, whole(**system))
    row = looked_at(ada, other(**system))
    assert lacking(row) == 0
    brought(ada, other(**system))
    assert lacking(looked_at(ada, whole(without=["l2"], **system))) == 1
    alone = other(people=("x1", "x3"), **system)
    assert lacking(looked_at(ada, alone)) == 1


def test_a_set_of_another_system_lacks_nobody(ada):
    brought(ada, whole(systemName="Rolls", systemCode="r-1"))
    assert lacking(looked_at(ada, whole(without=["l2"], systemCode="r-2"))) == 0
    assert lacking(looked_at(ada, whole(without=["l2"], systemName="Other", systemCode="r-1"))) == 1


def test_another_version_of_the_standard_is_of_the_same_source(ada):
    brought(ada, whole("1.1"))
    assert lacking(looked_at(ada, whole("1.2", without=["l2"]))) == 1


def test_whoever_left_a_school_that_is_no_more_has_moved(ada):
    first = whole(moved=["l1"])
    first.files["orgs"].append({"sourcedId": "s3", "name": "Ash School", "type": "school"})
    first.row("users", "l1")["orgSourcedIds"] = "s3"
    brought(ada, first)
    row = looked_at(ada, whole())
    assert (lacking(row), row.preview["lacking"]["moved"]) == (1, 1)


def test_of_people_at_a_school_that_it_does_not_name_a_set_says_nothing(ada):
    first = whole()
    first.files["orgs"].append({"sourcedId": "s3", "name": "Ash School", "type": "school"})
    first.row("users", "l2")["orgSourcedIds"] = "s3"
    first.files["enrollments"] = [first.row("enrollments", "n1"), first.row("enrollments", "n3")]
    brought(ada, first)
    assert lacking(looked_at(ada, whole(without=["l2", "g1"]))) == 0


def test_files_that_tell_changes_lack_nobody(ada):
    brought(ada, whole("1.2"))
    made = whole("1.2", without=["l2"])
    made.modes["users"] = made.modes["roles"] = "delta"
    for one in (*made.files["users"], *made.files["roles"]):
        one |= {"status": "active", "dateLastModified": "2026-11-20T08:00:00.000Z"}
    assert lacking(looked_at(ada, made)) == 0


def test_whole_users_with_changed_roles_tell_who_is_gone_and_not_who_moved(ada):
    brought(ada, whole("1.2"))
    made = whole("1.2", without=["l2"], moved=["l1"])
    made.modes["roles"] = "delta"
    for one in made.files["roles"]:
        one |= {"status": "active", "dateLastModified": "2026-11-20T08:00:00.000Z"}
    assert looked_at(ada, made).preview["lacking"] == {"gone": 1, "moved": 0, "known": 4}


def test_both_ways_of_reading_a_set_lack_the_same(ada, monkeypatch):
    brought(ada, whole())
    made = whole(without=["l2"], moved=["l1"])
    quick = looked_at(ada, made)
    monkeypatch.setattr(by_columns, "fits", lambda roster: False)
    slow = looked_at(ada, made)
    found = [list(Lacking.objects.filter(of=row).order_by("number").values("number", "key", "gone", "day"))
             for row in (quick, slow)]  # fmt: skip
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_a_set_that_lacks_very_many_is_warned_of(ada):
    first = whole()
    for n in range(20):
        first.files["users"].append(first.row("users", "l2") | {"sourcedId": f"p{n}"})
    brought(ada, first)
    assert "Of the 24 people whom earlier sets brought, 83 in 100" in page(
        ada, looked_at(ada, whole())
    )
    few = [f"p{n}" for n in range(5)]
    first.files["users"] = [one for one in first.files["users"] if one["sourcedId"] not in few]
    assert "in 100 are not in this one" not in page(ada, looked_at(ada, first))


def test_a_set_that_came_between_leaves_of_what_was_chosen_who_is_still_missing(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2", "g1"]))
    brought(ada, whole(without=["g1"]), gone="1")
    end(ada, row, gone="1")
    jobs.run_pending()
    assert open_roles() == {("l1", "learner", "s1"), ("e1", "educator", "s1")}
