"""Where a session leads that a fact or a reading names: to a page that opens."""

import pytest

from hedgerow.commons.activities.tests.factories import STEWARD, club
from hedgerow.commons.membership.tests.factories import actor, browser
from hedgerow.foundation import subjects

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_session_leads_to_its_register_or_to_its_activity_by_who_may_open_what() -> None:
    made = club()
    first, second = made.sessions
    for somebody, page in (
        (made.tutor, f"/e/{made.ecosystem.slug}/activities/sessions/{first.uuid}/"),
        (made.learners[0], f"/e/{made.ecosystem.slug}/activities/{made.activity.uuid}/"),
    ):
        found = subjects.resolve(actor(somebody), "activities.session", [first.uuid, second.uuid])
        assert found[first.uuid].url == page
        assert found[first.uuid].title.startswith("Robotics, ")
        assert browser(somebody).get(page).status_code == 200
    assert (
        "sessions" in subjects.resolve(STEWARD, "activities.session", [first.uuid])[first.uuid].url
    )
