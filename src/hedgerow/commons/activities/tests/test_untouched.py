"""Two mark the same register: whoever saves second overwrites only what they changed themselves."""

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.queries import Said
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import at, everybody, tutor
from hedgerow.commons.activities.untouched import is_any_gone, taken_over

pytestmark = pytest.mark.django_db


def test_what_the_second_left_alone_stays_as_the_first_saved_it() -> None:
    made = club(learners=2)
    ada, bo = made.learners
    actions.mark_session(made.session, made.marks(), by=STEWARD, at=LATER)
    made.session.refresh_from_db()
    browser, url = tutor(made), at("session", made)
    assert browser.get(url).content.decode().count('name="was-') == 2
    sent = everybody(made, "present") | {f"was-{one.pk}": "present" for one in (ada, bo)}
    sent |= {f"mark-{bo.pk}": "absent", "revision": made.session.revision}
    marks = {row["person_id"]: row for row in made.marks()}
    rows = [marks[ada.pk] | {"status": "excused"}, marks[bo.pk]]
    actions.mark_session(made.session, rows, by=STEWARD, at=LATER)
    again = browser.post(url, sent)
    shown = again.content.decode()
    assert again.status_code == 409
    assert shown.count('value="excused" checked') == 1
    assert shown.count('value="absent" checked') == 1
    assert "saved meanwhile: excused" not in shown


def test_one_who_is_late_stays_so_where_other_minutes_were_typed() -> None:
    data = {"was-1": "late", "minutes-1": "20", "was-minutes-1": "5", "was-2": "present",
            "was-3": "present", "was-5": "late", "minutes-5": "5", "was-minutes-5": "5"}  # fmt: skip
    late, absent, present = Said("late", 20), Said("absent"), Said("present")
    mine = {"1": late, "2": absent, "3": present, "4": present, "5": Said("late", 5)}
    theirs = {"1": "present", "2": "excused", "3": "excused", "4": "absent", "5": "absent"}
    assert taken_over(data, mine, theirs) == {"1": late, "2": absent, "4": present}


def test_a_mark_that_was_taken_back_is_none_and_an_excuse_is_as_for_a_new_reader() -> None:
    data = {"was-1": "present", "was-2": "excused", "was-3": "present"}
    mine = {"1": Said("present"), "2": Said("excused"), "3": Said("absent")}
    assert taken_over(data, mine, {}) == {"1": Said(""), "3": Said("absent")}
    assert is_any_gone(data, mine, {})
    assert not is_any_gone({"was-2": "excused"}, mine, {})
    assert not is_any_gone(data, mine, {"1": "absent", "3": "late"})
