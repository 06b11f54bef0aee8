"""A register that somebody else changed meanwhile is never saved by whoever did not see it."""

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import EARLIER, LATER, STEWARD, Club, club, enrol
from hedgerow.commons.activities.tests.test_absences import parent_of
from hedgerow.commons.activities.tests.test_pages import at, everybody, tutor
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


def marked(made: Club, *statuses: str) -> None:
    rows = [{**row, "status": one} for row, one in zip(made.marks(), statuses, strict=True)]
    actions.mark_session(made.session, rows, by=STEWARD, at=LATER)


@pytest.mark.parametrize("more", ["walk-in", "enrolled"])
def test_whoever_is_new_on_an_outdated_page_does_not_hide_what_was_saved_meanwhile(
    more: str,
) -> None:
    made = club(learners=2)
    marked(made, "present", "present")
    sent = everybody(made)
    cy = factories.learner(made.school, "Cy")
    marked(made, "absent", "present")
    if more == "walk-in":
        actions.walk_in(made.session, cy, by=STEWARD, at=LATER)
    else:
        enrol(made, cy)
    answer = tutor(made).post(at("session", made), sent)
    assert answer.status_code == 409
    assert "saved meanwhile: absent" in answer.content.decode()
    assert made.found()[made.learners[0].pk] == ("absent", 0)


def test_an_empty_outdated_page_is_told_what_was_saved_meanwhile() -> None:
    made = club(learners=2)
    sent = {"revision": made.session.revision}
    marked(made, "absent", "present")
    answer = tutor(made).post(at("session", made), sent)
    assert answer.status_code == 409
    assert 'value="absent" checked' in answer.content.decode()


def test_an_excuse_that_was_told_ahead_and_left_alone_gives_way_to_the_mark_of_another() -> None:
    made = club(learners=2)
    ill, day = made.learners[0], made.session.day
    actions.report_absence(made.ecosystem, ill, day, day, "ill", "", by=parent_of(made), at=EARLIER)
    browser, url = tutor(made), at("session", made)
    assert f'name="was-{ill.pk}" value="excused"' in browser.get(url).content.decode()
    sent = everybody(made) | {f"mark-{ill.pk}": "excused", f"was-{ill.pk}": "excused"}
    marked(made, "absent", "present")
    page = browser.post(url, sent).content.decode()
    assert 'value="absent" checked' in page
    assert 'value="excused" checked' not in page


def box(page: str, person: int) -> str:
    return page.partition(f'name="minutes-{person}"')[2].partition(">")[0]


def test_minutes_that_were_typed_stand_on_the_page_that_says_who_is_left() -> None:
    made = club(learners=2)
    late = made.learners[0].pk
    sent = {f"mark-{late}": "late", f"minutes-{late}": "20", "revision": made.session.revision}
    answer = tutor(made).post(at("session", made), sent)
    assert answer.status_code == 422
    assert 'value="20"' in box(answer.content.decode(), late)


def test_minutes_that_were_typed_stand_beside_those_that_were_saved_meanwhile() -> None:
    made = club(learners=2)
    late, other = (one.pk for one in made.learners)
    sent = everybody(made, "late", **{f"minutes-{late}": "20"})
    rows = [{**row, "status": "late", "late_by": 5} for row in made.marks()]
    actions.mark_session(made.session, rows, by=STEWARD, at=LATER)
    page = tutor(made).post(at("session", made), sent).content.decode()
    assert 'value="20"' in box(page, late)
    assert "value" not in box(page, other)
    assert page.count("saved meanwhile: 5 minutes late") == 2
    sent |= {"revision": made.session.revision, f"was-{late}": "late", f"was-minutes-{late}": "5"}
    assert f'name="was-minutes-{late}" value="5"' in page
    assert tutor(made).post(at("session", made), sent).status_code == 302
    assert made.found()[late] == ("late", 40)


def test_a_register_that_was_cleared_stays_so_but_for_what_was_changed() -> None:
    made = club(learners=3)
    changed, late = (one.pk for one in made.learners[1:])
    marked(made, "present", "present", "late")
    sent = everybody(made) | {f"was-{one.pk}": "present" for one in made.learners}
    sent |= {f"mark-{changed}": "absent", f"mark-{late}": "late", f"was-{late}": "late"}
    ill, day, family = made.learners[0], made.session.day, parent_of(made)
    actions.report_absence(made.ecosystem, ill, day, day, "ill", "", by=family, at=EARLIER)
    actions.clear_register(made.session, by=STEWARD, at=LATER)
    answer = tutor(made).post(at("session", made), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The register was cleared meanwhile" in page
    assert page.count(" checked") == 1
    assert 'value="absent" checked' in page
    assert page.count("not marked yet</span>") == 2


def test_one_mark_that_was_taken_back_is_told_beside_those_that_stand() -> None:
    made = club(learners=2)
    marked(made, "present", "present")
    sent = everybody(made) | {f"was-{one.pk}": "present" for one in made.learners}
    Attendance.objects.filter(person=made.learners[0]).delete()
    marked_again = [{**made.marks()[1], "status": "absent"}]
    actions.mark_session(made.session, marked_again, by=STEWARD, at=LATER)
    page = tutor(made).post(at("session", made), sent).content.decode()
    assert "Whoever had a mark that was taken back meanwhile is not marked yet" in page
    assert page.count("not marked yet</span>") == 1
    assert 'value="absent" checked' in page
