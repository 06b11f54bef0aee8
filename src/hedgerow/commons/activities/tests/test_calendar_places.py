"""An event of a calendar counts on whenever what it says of its place changes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.actions.changing import Wanted
from hedgerow.commons.activities.models import Room
from hedgerow.commons.activities.rules import sequence
from hedgerow.commons.activities.tests.factories import FIRST, STEWARD, Club, club
from hedgerow.commons.activities.tests.test_calendar import NOW, address, read
from hedgerow.commons.people.actions import edit_organisation

COUNTS = some.lists(some.integers(1, 9), min_size=2, max_size=3)


def room(made: Club, name: str) -> Room:
    values = {"organisation_id": made.maker.pk, "name": name}
    return actions.add_room(made.ecosystem, values, by=STEWARD, at=NOW)


def put(made: Club, where: Room | None) -> None:
    actions.change_session(made.session, Wanted(FIRST, 60, where), by=STEWARD, at=NOW)


def told(url: str) -> tuple[int, str]:
    """Sequence and place of the only event."""
    (event,) = Calendar.from_ical(read(url).content).walk("VEVENT")
    return int(event["SEQUENCE"]), str(event["LOCATION"])


@pytest.mark.django_db
def test_another_name_of_the_room_counts_on() -> None:
    made = club(learners=1, sessions=1)
    lab = room(made, "Lab")
    put(made, lab)
    url = address(made.learners[0])
    before = told(url)
    actions.edit_room(lab, {"name": "Loft"}, by=STEWARD, at=NOW)
    after = told(url)
    assert (before[1], after[1]) == ("Lab, Oak School", "Loft, Oak School")
    assert after[0] > before[0]


@pytest.mark.django_db
def test_another_name_or_address_of_where_it_is_counts_on() -> None:
    made = club(learners=1, sessions=1)
    url = address(made.learners[0])
    found = [told(url)]
    for values in ({"name": "Elm School"}, {"address": "1 Elm Street"}):
        edit_organisation(made.school, values, by=STEWARD, at=NOW)
        found.append(told(url))
    assert found[-1][1] == "Elm School, 1 Elm Street"
    assert all(one[0] < other[0] for one, other in pairwise(found))


@pytest.mark.django_db
def test_moving_to_a_room_that_was_changed_less_often_counts_on() -> None:
    made = club(learners=1, sessions=1)
    often, never = room(made, "Lab"), room(made, "Hall")
    for name in "abcdefgh":
        often = actions.edit_room(often, {"name": name}, by=STEWARD, at=NOW)
    put(made, often)
    url = address(made.learners[0])
    before = told(url)
    put(made, never)
    after = told(url)
    assert after[1] == "Hall, Oak School"
    assert after[0] > before[0]


def test_what_nobody_changed_yet_counts_from_nought() -> None:
    assert sequence([1, 1], [1, 1, 1]) == 0


@given(COUNTS, COUNTS, some.lists(some.integers(1, 9), max_size=3), some.data())
def test_it_rises_by_what_is_its_own_whatever_is_named_instead(
    own: list[int], named: list[int], instead: list[int], data: some.DataObject
) -> None:
    at = data.draw(some.integers(0, len(own) - 1))
    later = [one + (place == at) for place, one in enumerate(own)]
    assert sequence(later, instead) > sequence(own, named)
    assert sequence(own, [named[0] + 1, *named[1:]]) > sequence(own, named)


def test_it_never_falls_however_often_what_is_named_was_changed() -> None:
    assert sequence([2], [1]) > sequence([1], [50_000]) >= sequence([1], [2_000])
