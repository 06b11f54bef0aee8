"""The activity of a placement is at the host, wherever one reads of it; the school answers for it."""

import pytest
from django.urls import reverse

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.activities.queries import sheet_of
from hedgerow.commons.activities.queries.calendar import calendar_of
from hedgerow.commons.activities.venues import venues
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.placements import actions

from .factories import TODAY, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_page_sheet_and_calendar_say_the_host() -> None:
    made = clinic()
    row = made.running()
    sure = actions.log_hours(row, TODAY, by=made.bo, at=NOW, done="Files", minutes=60)
    actions.confirm_hours(row, [sure.pk], by=made.hal, at=NOW)
    row.refresh_from_db()
    activity = Activity.objects.get(pk=row.activity_id)
    assert activity.site == made.school
    client = factories.browser(Person.objects.get(pk=made.bo.person_id))
    page = client.get(reverse("activity", args=[made.ecosystem.slug, activity.uuid]))
    assert "Clinic" in page.content.decode()
    assert sheet_of(made.ed, activity).site == "Clinic"
    (entry,) = calendar_of(made.bo, Person.objects.get(pk=made.bo.person_id), NOW)
    assert entry.place.startswith("Clinic")


def test_what_is_no_placement_is_at_its_site() -> None:
    made = clinic()
    row = made.running()
    assert row.activity is not None
    club = Activity.objects.create(
        ecosystem=made.ecosystem, kind=row.activity.kind, title="Chess", site=made.school,
        starts=TODAY, created_at=NOW,
    )  # fmt: skip
    found = venues([row.activity, club])
    assert found == {row.activity_id: made.host, club.pk: made.school}
