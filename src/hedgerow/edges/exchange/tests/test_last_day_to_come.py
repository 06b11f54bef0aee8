"""A class list in which every pupil has a last day, the end of the school year, places them all the same."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import GroupPlace

from .sending import page
from .test_by_name import FIRST, group
from .test_making import bring, choose, sent
from .test_moving import answered, oak, places

pytestmark = pytest.mark.django_db
__all__ = ["oak"]
HEADS = "Name,Role,Birth date,Class,School,Start date,End date\n"


def line(ends, klasse="5a", role="Pupil"):
    return f"{HEADS}Bo Ek,{role},2015-03-02,{klasse},Oak,2024-08-01,{ends}\n"


def chosen(client, content):
    row = sent(client, content)
    choose(client, row)
    assert row.preview["problems"] == []
    return row


@pytest.mark.parametrize(("role", "leads"), [("Pupil", False), ("Teacher", True)])
def test_who_has_a_last_day_to_come_gets_the_place_and_again_nothing_changes(
    ada, grove, oak, role, leads
):
    group(grove, "5a", oak)
    content = line(today(grove) + timedelta(days=200), role=role)
    bring(ada, chosen(ada, content))
    place = GroupPlace.objects.get()
    assert (place.leads, place.starts, place.ends) == (leads, FIRST, None)
    again = sent(ada, content)
    assert (again.state, again.preview["unchanged"]) == ("done", {"people": 1})


@pytest.mark.parametrize("days", [0, 1])
def test_whose_last_day_has_come_gets_none(ada, grove, oak, days):
    group(grove, "5a", oak)
    bring(ada, chosen(ada, line(today(grove) - timedelta(days=days))))
    assert not GroupPlace.objects.exists()


def test_no_place_begins_after_the_last_day_and_again_nothing_changes(ada, grove, oak):
    klasse, day = group(grove, "5a", oak), today(grove)
    klasse.starts = day + timedelta(days=60)
    klasse.save(update_fields=["starts"])
    content = line(day + timedelta(days=30))
    bring(ada, chosen(ada, content))
    assert not GroupPlace.objects.exists()
    assert sent(ada, content).state == "done"


def test_who_changes_class_with_a_last_day_to_come_is_told_and_leaves_the_old_one(ada, grove, oak):
    group(grove, "5a", oak), group(grove, "5b", oak)
    day = today(grove)
    ends = date(day.year + 1, 6, 30)
    bring(ada, chosen(ada, line(ends)))
    row = sent(ada, line(ends, "5b"))
    assert "1 learner changes class" in page(ada, row)
    answered(ada, row, leaving="1")
    assert places() == [("5a", FIRST, day - timedelta(days=1)), ("5b", day, None)]
