"""A register that somebody else changed meanwhile is never saved by whoever did not see it."""

import pytest

from hedgerow.commons.activities import actions
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
