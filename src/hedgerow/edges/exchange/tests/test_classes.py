"""A column of classes in a list of pupils or families puts the learners into their groups."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.models import GroupPlace
from hedgerow.commons.membership.tests.factories import browser, organisation
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.guessing import flow

from .sending import page
from .test_by_name import FIRST, group
from .test_making import bring, choose, sent
from .undoings import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(grove):
    return organisation(grove, "Oak", kind="school", code="oak")


def test_a_column_of_classes_in_a_list_of_pupils_places_them(ada, grove, oak):
    klasse = group(grove, "5a", oak)  # made by hand, without a code
    content = "Nachname;Vorname;Geburtsdatum;Klasse;Schule\nEk;Bo;02.03.2015;5A;Oak\n"
    row = sent(ada, content)
    assert choose(ada, row).status_code == 302
    assert (row.target, row.preview["new"]) == ("people", {"people": 1})
    bring(ada, row)
    place = GroupPlace.objects.get()
    assert (place.group, place.person.name, place.leads) == (klasse, "Bo Ek", False)
    assert place.starts >= FIRST
    again = sent(ada, content)
    assert (again.state, again.preview["unchanged"]) == ("done", {"people": 1})
    group(grove, "5b", oak)
    moved = sent(ada, content.replace("5A", "5b"))
    assert moved.preview["changed"] == {"people": 1}
    bring(ada, moved)
    assert GroupPlace.objects.filter(ends=None).count() == 2
    wrong = sent(ada, content.replace("5A", "6c"))
    assert [one["code"] for one in wrong.preview["problems"]] == ["membership.no_group"]
    assert "Bring in the groups first" in page(ada, wrong)


MIXED = (
    "Name,Role,Class\nUte Kern,Teacher,5a\nBo Ek,Pupil,5a\nEva Ek,Parent,5a\nIda Oh,guardian,6z\n"
)


def test_in_a_mixed_list_learners_are_in_the_class_and_staff_lead_it(ada, grove, oak):
    klasse = group(grove, "5a", oak)
    row = sent(ada, MIXED)
    choose(ada, row)
    assert row.preview["problems"] == []
    bring(ada, row)
    assert dict(klasse.places.values_list("person__name", "leads")) == {
        "Ute Kern": True, "Bo Ek": False,
    }  # fmt: skip
    again = sent(ada, MIXED)
    assert (again.state, again.preview["unchanged"]) == ("done", {"people": 4})
    undo(row)
    assert not GroupPlace.objects.exists()


def test_of_anybody_else_the_class_is_passed_over_with_a_note(ada, grove, oak):
    group(grove, "5a", oak)
    row = sent(ada, MIXED)
    choose(ada, row)
    noted = [(one["line"], one["column"], one["value"]) for one in row.preview["notes"]]
    assert noted == [(4, "Class", "5a"), (5, "Class", "6z")]
    said = page(ada, row)
    assert "Passed over" in said
    assert "only who teaches or leads by their role leads one" in said
    by = browser(Person.objects.get(name="Ada"))
    told = by.get(f"/api/ecosystems/grove/imports/{row.uuid}").json()["notes"]
    assert [one["lines"] for one in told] == ["4", "5"]
    bring(ada, row)
    assert row.preview["notes"] == []
    assert Person.objects.filter(name__in=("Eva Ek", "Ida Oh")).count() == 2


def test_a_class_that_is_not_here_is_told_of_staff_too_and_who_has_left_leads_nothing(
    ada, grove, oak
):
    group(grove, "5a", oak)
    heads = "Name,Role,Class,Leaving date\n"
    row = sent(ada, heads + "Ute Kern,Teacher,9z,\nMax Roth,Teacher,5a,2026-08-31\n")
    choose(ada, row)
    assert [(one["line"], one["code"]) for one in row.preview["problems"]] == [
        (2, "membership.no_group")
    ]
    row = sent(ada, heads + "Max Roth,Teacher,5a,2026-11-20\n")
    bring(ada, row)
    assert not GroupPlace.objects.exists()


def test_where_none_of_the_groups_is_here_the_class_is_left_out_and_says_what_to_do(
    ada, grove, oak
):
    def proposed():
        found = flow.proposal_of(row, this_year=2026)
        (guess,) = [one for one in found.guesses if one.column == "Klasse"]
        assert found.target == "people"
        return guess

    row = sent(
        ada, "Nachname;Vorname;Geburtsdatum;Klasse\nEk;Bo;02.03.2015;5a\nOh;Cy;02.03.2015;5b\n"
    )
    assert "bring the groups in first" in proposed().reason
    group(grove, "Choir", oak)
    assert proposed().field == ""
    group(grove, "5B", oak)
    assert proposed().field == "group_name"


def test_families_place_their_learners_too(ada, grove, oak):
    klasse = group(grove, "5a", oak)
    row = sent(ada, "Pupil,Birth date,Class,School,Mother,Mother's e-mail\n"
                    "Bo Ek,2015-03-02,5a,Oak,Eva Ek,eva@example.org\n")  # fmt: skip
    choose(ada, row)
    assert row.target == "families"
    bring(ada, row)
    assert [one.person.name for one in klasse.places.all()] == ["Bo Ek"]


def test_undoing_takes_the_place_out_again(ada, grove, oak):
    group(grove, "5a", oak)
    row = sent(ada, "Nachname;Vorname;Geburtsdatum;Klasse;Schule\nEk;Bo;02.03.2015;5a;Oak\n")
    choose(ada, row)
    bring(ada, row)
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert not GroupPlace.objects.exists()
