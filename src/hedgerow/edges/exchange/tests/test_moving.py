"""Who changes class by a monthly list is told before the import, and leaves the old class where that is ticked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests.factories import organisation
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs

from .sending import confirm, page
from .test_by_name import FIRST, group
from .test_making import choose, sent
from .undoings import everything, undo

pytestmark = pytest.mark.django_db
HEADS = "Nachname;Vorname;Geburtsdatum;Klasse;Schule;Eintritt\n"
BO = "Ek;Bo;02.03.2015;5a;Oak;01.08.2024\n"
CY = "Oh;Cy;14.09.2015;5a;Oak;01.08.2024\n"


@pytest.fixture
def oak(grove):
    return organisation(grove, "Oak", kind="school", code="oak")


@pytest.fixture
def classes(ada, grove, oak):
    """5a with Bo and Cy, and 5b."""
    made = group(grove, "5a", oak), group(grove, "5b", oak)
    row = sent(ada, HEADS + BO + CY)
    choose(ada, row)
    answered(ada, row)
    return made


def answered(client, row, **ticked):
    address = reverse("confirm-import", args=["grove", row.uuid])
    answer = client.post(address, {"digest": row.digest, **ticked})
    jobs.run_pending()
    row.refresh_from_db()
    return answer


def places(name="Bo Ek"):
    rows = GroupPlace.objects.filter(person__name=name).order_by("starts", "pk")
    return list(rows.values_list("group__name", "starts", "ends"))


def moved(client, content=None):
    return sent(client, HEADS + (content or BO.replace("5a", "5b") + CY))


def test_who_changes_class_is_told_beside_the_preview_with_the_tick_set(ada, grove, classes):
    row = moved(ada)
    said = page(ada, row)
    assert "1 learner changes class" in said
    assert reverse("person", args=["grove", Person.objects.get(name="Bo Ek").uuid]) in said
    assert 'name="leaving" value="1" checked' in said
    assert "Cy Oh" not in said.split('id="moving"')[1].split("</section>")[0]


def test_with_the_tick_the_old_place_ends_the_day_before_and_an_undo_opens_it_again(
    ada, grove, classes
):
    before = everything()
    row, day = moved(ada), today(grove)
    answered(ada, row, leaving="1")
    assert places() == [("5a", FIRST, day - timedelta(days=1)), ("5b", day, None)]
    assert places("Cy Oh") == [("5a", FIRST, None)]
    assert "1 place in an old class was ended." in page(ada, row)
    assert moved(ada).state == "done"  # the same list again changes nothing
    undo(row)
    assert everything() == before


def test_without_it_they_are_in_both(ada, classes):
    row = moved(ada)
    confirm(ada, row)
    jobs.run_pending()
    assert [(name, ends) for name, _starts, ends in places()] == [("5a", None), ("5b", None)]
    assert moved(ada).state == "done"


def test_a_place_that_began_when_the_new_one_begins_is_taken_back(ada, grove, classes):
    GroupPlace.objects.update(starts=today(grove))
    before = everything()
    row = moved(ada)
    answered(ada, row, leaving="1")
    assert [name for name, _starts, _ends in places()] == ["5b"]
    undo(row)
    assert everything() == before


def test_who_stands_in_two_lines_with_two_classes_is_in_both_on_purpose(ada, classes):
    row = moved(ada, BO + BO.replace("5a", "5b"))
    assert row.preview["problems"] == []
    assert row.preview["moving"] == []
    answered(ada, row, leaving="1")
    assert [(name, ends) for name, _starts, ends in places()] == [("5a", None), ("5b", None)]


def test_two_lines_of_somebody_new_give_two_places_and_the_same_line_twice_is_told(ada, classes):
    new = "Paz;Ana;11.01.2015;5a;Oak;01.08.2024\n"
    row = moved(ada, BO + CY + new + new.replace("5a", "5b"))
    answered(ada, row)
    assert [name for name, _starts, _ends in places("Ana Paz")] == ["5a", "5b"]
    again = moved(ada, BO + CY + new + new.replace("5a", "5b") + new)
    assert [(one["line"], one["code"]) for one in again.preview["problems"]] == [
        (6, "exchange.namesakes")
    ]
    other = moved(ada, BO + CY + new + new.replace("5a", "5b").replace("2024", "2025"))
    assert [one["line"] for one in other.preview["problems"]] == [5]


def test_groups_of_another_kind_or_school_and_those_that_are_over_are_left_alone(
    ada, grove, oak, classes
):
    bo = Person.objects.get(name="Bo Ek")
    elm = organisation(grove, "Elm", kind="school", code="elm")
    for other in (
        group(grove, "Choir", oak, kind="club"),
        group(grove, "5c", elm),
        group(grove, "4a", oak, ends=date(2026, 7, 31)),
    ):
        GroupPlace.objects.create(group=other, person=bo, starts=FIRST)
    row = moved(ada)
    answered(ada, row, leaving="1")
    assert [name for name, _starts, ends in places() if ends] == ["5a"]


def test_where_they_are_in_several_such_groups_the_tick_stands_off(ada, grove, oak, classes):
    bo = Person.objects.get(name="Bo Ek")
    GroupPlace.objects.create(group=group(grove, "Math", oak), person=bo, starts=FIRST)
    said = page(ada, moved(ada))
    assert "Some may be in several such groups at once" in said
    assert 'name="leaving" value="1">' in said


def test_a_class_of_next_year_takes_nobody_out_of_one_that_is_over_by_then(
    ada, grove, oak, classes
):
    classes[0].ends = date(2027, 7, 31)
    classes[0].save()
    group(grove, "6a", oak)
    Group.objects.filter(name="6a").update(starts=date(2027, 8, 1))
    row = moved(ada, BO.replace("5a", "6a") + CY)
    assert row.preview["moving"] == []
    answered(ada, row, leaving="1")
    assert places() == [("5a", FIRST, None), ("6a", date(2027, 8, 1), None)]
