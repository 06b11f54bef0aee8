"""Times of my week are by the clocks that somebody chose, and say what those there show."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from hedgerow.commons.activities.models import Activity, Enrolment, Kind, Session
from hedgerow.commons.activities.queries.waiting import _waiting
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities.actions.hearing import _until
from hedgerow.foundation.ui.zones import there
from hedgerow.portal.queries.week import week
from tests.week.test_of_one_ecosystem import page

ROME, TULSA = "Europe/Rome", "America/Chicago"
EVENING = datetime(2026, 11, 30, 3, 30, tzinfo=UTC)
"""Still Sunday in Tulsa, where it is 21:30; Monday in Rome, where it is 4:30."""


def meeting(at: datetime, zone: str = ROME) -> tuple[Person, Session]:
    """A session in Tulsa that somebody leads who chose the zone; its day is that of Tulsa."""
    place = factories.ecosystem("Tulsa", time_zone=TULSA)
    tutor = factories.person(place, "Ada", time_zone=zone)
    factories.assigned(tutor, "tutor", place)
    activity = Activity.objects.create(
        ecosystem=place, title="Chess", starts=date(2026, 1, 1), leader=tutor, created_at=at,
        kind=Kind.objects.create(ecosystem=place, key="club", name="Club"),
    )  # fmt: skip
    day = at.astimezone(ZoneInfo(TULSA)).date()
    return tutor, Session.objects.create(
        ecosystem=place, activity=activity, day=day, starts_at=at, minutes=60
    )


def on_the_hour(hours: int) -> datetime:
    return timezone.now().replace(minute=7, second=0, microsecond=0) + timedelta(hours=hours)


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["", "tulsa"])
def test_my_week_gives_the_time_by_ones_own_clocks_and_by_those_there(at: str) -> None:
    tutor, session = meeting(on_the_hour(30))
    said = page(tutor, at)
    local = session.starts_at.astimezone(ZoneInfo(ROME)).replace(tzinfo=None)
    assert f"{date_format(local, 'l, j F, H:i')} <span" in said
    assert f"({there(session.starts_at, TULSA, ROME)})" in said
    assert "by clocks in Chicago" in said
    assert "clocks in Rome" in said  # the footer promises the same


@pytest.mark.django_db
def test_who_chose_no_zone_reads_the_time_there_alone() -> None:
    tutor, session = meeting(on_the_hour(30), zone="")
    said = page(tutor)
    local = session.starts_at.astimezone(ZoneInfo(TULSA)).replace(tzinfo=None)
    assert date_format(local, "l, j F, H:i") in said
    assert "by clocks in" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "today"), [(ROME, 0), (TULSA, 1)])
def test_today_is_the_day_by_the_clocks_that_the_time_is_told_by(zone: str, today: int) -> None:
    tutor, _session = meeting(EVENING)
    with timezone.override(zone):
        found = week(factories.actor(tutor), EVENING - timedelta(hours=6))
    assert (len(found.today), len(found.ahead)) == (today, 1 - today)


@pytest.mark.django_db
def test_a_register_to_mark_is_named_by_ones_own_clocks_too() -> None:
    _tutor, session = meeting(EVENING)
    with timezone.override(ROME):
        (line,) = _waiting([session], "Mark who came")
    assert (line.when, line.zone) == ("session of Monday, 30 November, 04:30", TULSA)


@pytest.mark.django_db
def test_a_childs_page_says_both_times_as_well() -> None:
    _tutor, session = meeting(on_the_hour(30))
    place = session.ecosystem
    mother = factories.person(place, "Mia", time_zone=ROME)
    child = factories.person(place, "Kim", born=date(2016, 5, 4))
    factories.assigned(mother, "guardian", place)
    factories.assigned(child, "learner", place)
    Guardian.objects.create(
        ecosystem=place, guardian=mother, learner=child, starts=date(2026, 1, 1)
    )
    Enrolment.objects.create(
        ecosystem=place, person=child, activity=session.activity, starts=date(2026, 1, 1)
    )
    said = factories.browser(mother).get(f"/me/children/{child.uuid}/").content.decode()
    assert f"({there(session.starts_at, TULSA, ROME)})" in said


def test_the_day_there_is_said_where_it_is_another_and_nothing_where_clocks_agree() -> None:
    with translation.override("en"):
        assert there(EVENING, TULSA, ROME) == "Sunday, 29 November, 21:30 by clocks in Chicago"
        assert there(EVENING, "Europe/Berlin", ROME) == ""
        noon = EVENING + timedelta(hours=14)
        assert there(noon, TULSA, ROME) == "11:30 by clocks in Chicago"


def test_a_letter_says_until_when_a_place_is_kept_by_the_clocks_of_its_reader() -> None:
    with translation.override("en"):
        said = "30 November 2026, 04:30 (Sunday, 29 November, 21:30 by clocks in Chicago)"
        assert _until(EVENING, ROME, TULSA) == said
        assert _until(EVENING, "", TULSA) == "29 November 2026, 21:30"
