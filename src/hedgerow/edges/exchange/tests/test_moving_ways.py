"""Whom those who change class are told to, what keeps the tick as it was set, and other ways than the page."""

from argparse import ArgumentParser
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import GroupPlace
from hedgerow.commons.membership.tests.factories import browser, convener
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.commands import COMMANDS
from hedgerow.edges.exchange.moving import showing
from hedgerow.foundation import jobs

from .sending import page
from .test_by_name import FIRST, group
from .test_making import choose, sent
from .test_moving import BO, CY, HEADS, answered, classes, moved, oak, places
from .undoings import undo

pytestmark = pytest.mark.django_db
__all__ = ["classes", "oak"]


def test_in_a_sheet_of_families_too(ada, grove, classes):
    heads = "Pupil,Birth date,Class,School,Mother,Mother's e-mail\n"
    line = "Bo Ek,2015-03-02,5a,Oak,Eva Ek,eva@example.org\n"
    row = sent(ada, heads + line.replace("5a", "5b"))
    choose(ada, row)
    answered(ada, row, leaving="1")
    assert [name for name, _starts, ends in places() if ends] == ["5a"]
    both = sent(ada, heads + line + line.replace("5a", "5b"))
    assert both.preview["problems"] == []
    answered(ada, both, leaving="1")
    assert [name for name, _starts, ends in places() if not ends] == ["5b", "5a"]
    assert Guardian.objects.count() == 1


def test_a_choice_that_is_refused_keeps_the_tick_as_it_was_set(ada, classes):
    row = moved(ada, BO.replace("5a", "5b"))  # Cy is absent
    answer = answered(ada, row, end="1", last_day="2026-11-20", part="1")
    assert answer.status_code == 422
    assert 'name="leaving" value="1">' in answer.content.decode()
    answer = answered(ada, row, end="1", last_day="2026-11-20", part="1", leaving="1")
    assert 'name="leaving" value="1" checked' in answer.content.decode()
    answered(ada, row, end="1", last_day=str(today(row.ecosystem)), who=["1"], leaving="1")
    assert (row.preview["ended"], row.preview["left"]) == (1, 1)


def test_nobody_who_is_ticked_is_passed_over_by_the_other_button(ada, classes):
    row = moved(ada, BO.replace("5a", "5b"))
    answer = answered(ada, row, last_day="2026-11-20", who=["1"])
    assert answer.status_code == 422
    assert "press the button that ends something for those chosen" in answer.content.decode()
    assert row.state == "ready"


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
