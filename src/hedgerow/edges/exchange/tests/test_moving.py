"""Who changes class by a monthly list is told before the import, and leaves the old class where that is ticked."""

from argparse import ArgumentParser
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests.factories import browser, convener, organisation
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.commands import COMMANDS
from hedgerow.edges.exchange.moving import showing
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


def test_a_choice_that_is_refused_keeps_the_tick_as_it_was_set(ada, classes):
    row = moved(ada, BO.replace("5a", "5b"))  # Cy is absent
    answer = answered(ada, row, end="1", last_day="2026-11-20", part="1")
    assert answer.status_code == 422
    assert 'name="leaving" value="1">' in answer.content.decode()
    answer = answered(ada, row, end="1", last_day="2026-11-20", part="1", leaving="1")
    assert 'name="leaving" value="1" checked' in answer.content.decode()
    answered(ada, row, end="1", last_day=str(today(row.ecosystem)), who=["1"], leaving="1")
    assert (row.preview["ended"], row.preview["left"]) == (1, 1)


def test_whom_the_reader_may_not_see_is_neither_named_nor_counted_nor_taken_out(
    ada, grove, classes
):
    row = moved(ada, BO.replace("5a", "5b") + CY.replace("5a", "5b"))
    eve = convener(grove, "Eve")
    bo = Person.objects.get(name="Bo Ek")
    Guardian.objects.create(
        ecosystem=grove, learner=bo, guardian=eve, barred=True, starts=date(2026, 8, 1)
    )
    other = browser(eve)
    said = other.get(reverse("import", args=["grove", row.uuid])).content.decode()
    assert "1 learner changes class" in said
    assert "Bo Ek" not in said.split('id="moving"')[1].split("</section>")[0]


def test_more_than_fit_are_counted(ada, monkeypatch, classes):
    monkeypatch.setattr(showing, "SHOWN", 1)
    said = page(ada, moved(ada, BO.replace("5a", "5b") + CY.replace("5a", "5b")))
    assert "2 learners change class" in said
    assert "One more is not listed." in said


def test_nobody_else_leaves_than_was_told_of(ada, grove, oak, classes):
    row = moved(ada)
    late = group(grove, "5d", oak)
    GroupPlace.objects.create(group=late, person=Person.objects.get(name="Bo Ek"), starts=FIRST)
    answered(ada, row, leaving="1")
    assert row.state == "done"
    assert [name for name, _starts, ends in places() if ends] == ["5a"]


def test_programs_are_told_and_choose_the_same(ada, classes):
    by = browser(Person.objects.get(name="Ada"))
    row = moved(ada)
    here = f"/api/ecosystems/grove/imports/{row.uuid}"
    told = by.get(here).json()
    assert (told["count_moving"], told["moving"][0]["old"], told["moving"][0]["new"]) == (
        1, "5a", "5b",
    )  # fmt: skip
    said = {"digest": row.digest, "leave_old_classes": True}
    assert by.post(f"{here}/confirm", said, content_type="application/json").status_code == 202
    jobs.run_pending()
    assert by.get(here).json()["left"] == 1
    row.refresh_from_db()
    undo(row)
    assert places() == [("5a", FIRST, None)]


def test_the_command_prints_and_ends_them(ada, grove, classes, tmp_path, capsys):
    parser = ArgumentParser()
    COMMANDS[0].configure(parser)
    row = moved(ada)
    file, mapping = tmp_path / "next.csv", tmp_path / "next.toml"
    file.write_text(HEADS + BO.replace("5a", "5b") + CY, encoding="utf-8")
    mapping.write_text(row.mapping, encoding="utf-8")
    said = ["grove", str(file), "--mapping", str(mapping)]
    assert COMMANDS[0].run(parser.parse_args([*said, "--preview"])) == 0
    assert "change class: 1" in capsys.readouterr().out
    assert COMMANDS[0].run(parser.parse_args([*said, "--leave-old-classes"])) == 0
    assert "1 places ended" in capsys.readouterr().out
    assert places()[0][2] == today(grove) - timedelta(days=1)
