"""Hours are logged, confirmed by the host, and counted once; both sides evaluate."""

from datetime import time, timedelta

import pytest

from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.features.engagement.partners.delivering import delivered
from hedgerow.features.engagement.placements import actions, errors, pages
from hedgerow.features.engagement.placements.models import HoursEntry, Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import FactContent
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db


def log(made: Clinic, row: Placement, minutes: int = 120, **given: object) -> HoursEntry:
    return actions.log_hours(
        row, given.pop("day", TODAY), by=given.pop("by", made.bo), at=NOW, done="Files",
        minutes=minutes, **given,
    )  # fmt: skip


def confirm(row: Placement, *entries: HoursEntry, by: Actor) -> int:
    return actions.confirm_hours(row, [one.pk for one in entries], by=by, at=NOW)


def marks() -> list[tuple[int, str]]:
    return list(Attendance.objects.order_by("day").values_list("minutes", "status"))


@pytest.mark.slow
def test_hours_that_the_host_confirms_are_sessions_and_count_once() -> None:
    made = clinic()
    row = made.running()
    first = log(made, row, day=TODAY - timedelta(days=1))
    second = actions.log_hours(
        row, TODAY, by=made.bo, at=NOW, done="Visits", begins=time(9), ends=time(12, 30)
    )
    assert (second.minutes, marks()) == (210, [])
    assert "Confirm the hours" in [str(one.why) for one in waiting_for(made.hal)]
    assert confirm(row, first, second, by=made.hal) == 2
    assert confirm(row, first, second, by=made.hal) == 0
    assert marks() == [(120, "present"), (210, "present")]
    held = Session.objects.filter(state="held", confirmed_at__isnull=False)
    assert sorted(held.values_list("minutes", flat=True)) == [120, 210]
    found = delivered(made.ecosystem, made.host, FIRST, LAST, with_learners=True)
    assert (found.sessions, found.hours, found.learners, found.learner_hours) == (2, 5.5, 1, 5.5)
    page = pages.placement_page(made.bo, row, TODAY)
    assert (page.confirmed, page.unconfirmed, page.goal) == (5.5, 0, 12)
    assert "Confirm the hours" not in [str(one.why) for one in waiting_for(made.hal)]


@pytest.mark.slow
def test_two_entries_of_a_day_are_two_sessions() -> None:
    made = clinic()
    row = made.running()
    assert confirm(row, log(made, row, 60), log(made, row, 90), by=made.hal) == 2
    assert Session.objects.values("starts_at").distinct().count() == 2


@pytest.mark.slow
def test_nobody_confirms_their_own_and_only_the_host_does() -> None:
    made = clinic()
    row = made.running()
    mine, schools = log(made, row), log(made, row, by=made.ada)
    for by in (made.bo, made.mia, made.ed):
        with pytest.raises(NotPermitted):
            confirm(row, mine, by=by)
    with pytest.raises(errors.OwnHours):
        confirm(row, schools, by=made.ada)
    with pytest.raises(errors.OwnHours):
        actions.dispute_hours(schools, by=made.ada, at=NOW, reason="No")
    assert (marks(), set(HoursEntry.objects.values_list("state", flat=True))) == ([], {"claimed"})
    assert confirm(row, mine, by=made.ada) == 1


@pytest.mark.slow
def test_no_entry_of_another_placement_is_confirmed_along() -> None:
    made, other = clinic(), clinic()
    row, theirs = made.running(), other.running()
    with pytest.raises(NotFound):
        confirm(row, log(made, row), log(other, theirs), by=made.hal)
    assert marks() == []


@pytest.mark.slow
def test_disputed_hours_are_changed_and_wait_anew() -> None:
    made = clinic()
    row = made.running()
    entry = log(made, row)
    with pytest.raises(Invalid):
        actions.dispute_hours(entry, by=made.hal, at=NOW, reason="")
    entry = actions.dispute_hours(entry, by=made.hal, at=NOW, reason="One hour")
    assert (entry.state, entry.reason) == ("disputed", "One hour")
    entry = actions.change_hours(entry, by=made.bo, at=NOW, minutes=60)
    assert (entry.state, entry.minutes) == ("claimed", 60)
    confirm(row, entry, by=made.hal)
    with pytest.raises(errors.AlreadyDecided):
        actions.change_hours(entry, by=made.bo, at=NOW, minutes=600)
    with pytest.raises(errors.AlreadyDecided):
        actions.remove_hours(entry, by=made.bo, at=NOW)
    assert marks() == [(60, "present")]


@pytest.mark.slow
def test_a_correction_of_confirmed_hours_is_journalled_and_counts() -> None:
    made = clinic()
    row = made.running()
    entry = log(made, row)
    with pytest.raises(Invalid):
        actions.correct_hours(entry, 60, by=made.hal, at=NOW, reason="Left early")
    confirm(row, entry, by=made.hal)
    with pytest.raises(NotPermitted):
        actions.correct_hours(entry, 60, by=made.ed, at=NOW, reason="Left early")
    actions.correct_hours(entry, 60, by=made.hal, at=NOW, reason="Left early")
    assert marks() == [(60, "present")]
    assert Session.objects.get().minutes == 60
    said = FactContent.objects.get(fact__kind="placements.hours_corrected").payload
    assert (said["before"], said["minutes"]) == (120, 60)


@pytest.mark.parametrize(
    ("day", "minutes", "refusal"),
    [
        (FIRST - timedelta(days=1), 60, errors.DayOutside),
        (TODAY + timedelta(days=1), 60, errors.DayOutside),
        (TODAY, 721, errors.TooManyHours),
        (TODAY, 0, Invalid),
    ],
)
@pytest.mark.slow
def test_hours_that_cannot_be_are_refused(
    day: object, minutes: int, refusal: type[Exception]
) -> None:
    made = clinic()
    row = made.running()
    with pytest.raises(refusal):
        log(made, row, minutes, day=day)
    assert HoursEntry.objects.count() == 0
