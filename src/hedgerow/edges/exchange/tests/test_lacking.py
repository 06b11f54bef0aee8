"""Whom earlier sets brought and a whole set lacks is told, and their roles end where somebody says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.actions import assign_role
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange.models import Lacking
from hedgerow.foundation import jobs
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

from .conftest import AT
from .lacking import brought, end, looked_at, open_roles, whole
from .sending import confirm, page
from .undoings import everything, undo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VERSIONS = pytest.mark.parametrize("version", ["1.1", "1.2"])
ALL = {("l1", "learner", "s1"), ("l2", "learner", "s1"), ("e1", "educator", "s1"),
       ("g1", "guardian", None)}  # fmt: skip
DAY = timezone.localdate() + timedelta(days=30)


@VERSIONS
def test_a_set_says_who_is_gone_and_who_moved_and_ends_no_role_by_itself(ada, version):
    brought(ada, whole(version))
    row = looked_at(ada, whole(version, without=["l2", "g1"], moved=["l1"]))
    said = page(ada, row)
    assert "2 people whom earlier sets brought are not in this one." in said
    assert "1 person is in it with another school or role." in said
    assert "Bo Ek" in said
    assert "learner, Oak School, grade 9" in said
    assert "Cy Oh" not in said.split('id="lacking"')[1].split("</section>")[0]
    confirm(ada, row)
    jobs.run_pending()
    assert open_roles() == ALL | {("l1", "learner", "s2")}


@VERSIONS
@pytest.mark.parametrize(
    ("chosen", "ended"),
    [
        ({"gone": "1"}, {"l2", "g1"}),
        ({"moved": "1"}, {"l1"}),
        ({"gone": "1", "moved": "1"}, {"l1", "l2", "g1"}),
        ({"who": ["1"]}, {"l2"}),
        ({"who": ["3"]}, {"l1"}),
    ],
)
def test_the_old_roles_of_those_chosen_end_and_go_on_again_when_it_is_undone(
    ada, version, chosen, ended
):
    brought(ada, whole(version))
    before = everything()
    made = whole(version, without=["l2", "g1"], moved=["l1"])
    row = brought(ada, made, day=str(DAY), **chosen)
    left = ALL - {one for one in ALL if one[0] in ended} | {("l1", "learner", "s2")}
    assert open_roles() == left
    assert set(Assignment.objects.filter(ends=DAY).values_list("person__code", flat=True)) == ended
    assert not Lacking.objects.exists()
    assert Person.objects.exclude(code="").count() == 4
    assert Fact.objects.filter(kind="membership.roles_ended").count() == 1
    assert f"{len(ended)} old role" in page(ada, row)
    undo(row)
    assert open_roles() == ALL
    assert everything() == before
    again = looked_at(ada, made)
    assert Lacking.objects.filter(of=again).count() == 3


@VERSIONS
def test_the_same_set_again_has_nothing_to_say_once_the_roles_have_ended(ada, version):
    brought(ada, whole(version))
    made = whole(version, without=["l2"], moved=["l1"])
    brought(ada, made, gone="1", moved="1")
    row = looked_at(ada, made)
    assert (row.state, row.preview["lacking"]) == ("done", {})
    assert row.preview["changed"] == {}


def test_a_set_with_nothing_new_waits_for_a_word_on_whom_it_lacks(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["g1"]))
    assert row.state == "ready"
    assert "Leave their roles as they are" in page(ada, row)
    end(ada, row, gone="1")
    brought(ada, whole(without=["g1"]), gone="1")
    assert open_roles() == ALL - {("g1", "guardian", None)}


def test_whoever_is_in_the_set_again_has_the_role_again(ada):
    brought(ada, whole())
    brought(ada, whole(without=["l2"]), gone="1")
    brought(ada, whole())
    assert open_roles() == ALL
    brought(ada, whole(without=["l2"]), gone="1")
    assert open_roles() == ALL - {("l2", "learner", "s1")}


def test_roles_given_by_hand_or_by_a_list_are_not_a_sets_to_end(ada, grove):
    brought(ada, whole())
    person, elm = Person.objects.get(code="l2"), Organisation.objects.get(code="s2")
    assign_role(grove, person, "tutor", by=Actor.the_steward(), at=AT, organisation=elm)
    from .test_absent import brought as list_brought

    heads = "code,name,role,organisation_code\n"
    list_brought(ada, heads + "l2,Bo Ek,leader,s2\nx9,Eve Ash,learner,s1\n")
    row = looked_at(ada, whole(without=["l2"]))
    assert [one.key for one in Lacking.objects.filter(of=row)] == [
        Assignment.objects.get(person=person, role="learner").pk
    ]
    brought(ada, whole(without=["l2"]), gone="1", moved="1")
    assert {("l2", "tutor", "s2"), ("l2", "leader", "s2"), ("x9", "learner", "s1")} < open_roles()
    assert ("l2", "learner", "s1") not in open_roles()


def test_a_role_that_was_here_before_the_first_set_is_none_that_it_brought(ada, grove):
    oak = Organisation.objects.create(
        kept_by=grove, name="Oak School", kind="school", code="s1", created_at=AT
    )
    person = Person.objects.create(kept_by=grove, name="Bo Ek", code="l2", created_at=AT)
    assign_role(
        grove, person, "learner", by=Actor.the_steward(), at=AT, organisation=oak, grade="K"
    )
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2"]))
    assert row.preview["lacking"] == {}


def test_the_role_of_who_was_erased_is_not_told_and_stays_ended(ada):
    brought(ada, whole())
    row = brought(ada, whole(without=["l2", "g1"]), gone="1")
    erase_person(Person.objects.get(code="l2"), by=Actor.the_steward(), at=timezone.now())
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert open_roles() == ALL - {("l2", "learner", "s1")}
    again = looked_at(ada, whole(without=["l2", "g1"]))
    assert Lacking.objects.filter(of=again).count() == 1


def test_putting_a_set_aside_forgets_whom_it_lacked(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2"]))
    assert Lacking.objects.filter(of=row).exists()
    ada.post(reverse("discard-import", args=["grove", row.uuid]))
    assert not Lacking.objects.exists()
    assert open_roles() == ALL
