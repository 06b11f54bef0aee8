"""A placement that runs stands in the week of all who have a part in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.features.engagement.placements import actions
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
from hedgerow.foundation.waiting import Waiting

from .factories import FIRST, LAST, TODAY, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def running(by: Actor) -> list[Waiting]:
    return [one for one in waiting_for(by) if one.runs]


def test_each_finds_it_with_what_they_can_do_and_it_waits_for_nobody() -> None:
    made = clinic()
    row = made.running()
    actions.log_hours(row, FIRST, by=made.bo, at=NOW, done="Looked", minutes=90)
    said = {by: [str(one.why) for one in running(by)] for by in (made.bo, made.mia, made.hal)}
    assert said == {
        made.bo: ["Enter your hours"], made.mia: ["See how it stands"],
        made.hal: ["Confirm the hours"],
    }  # fmt: skip
    actions.confirm_hours(row, [row.hours.get().pk], by=made.hal, at=NOW)
    (mine,) = running(made.bo)
    assert mine.url.endswith("/hours/")
    for words in ("Clinic", str(FIRST.year), str(LAST.year), "1.5 of 12"):
        assert words in str(mine.when)
    assert [str(one.why) for one in running(made.hal)] == ["See how it stands"]
    assert running(made.ed) == []


def test_it_is_no_more_there_once_it_is_over_and_not_before_it_began() -> None:
    made = clinic()
    row = made.ready()
    assert running(made.bo) == []
    actions.start_placement(row, by=made.ed, at=NOW)
    assert len(running(made.bo)) == 1
    actions.end_placement(row, TODAY, by=made.ed, at=NOW, reason="Ill")
    assert running(made.bo) == []


def test_twenty_are_asked_for_as_two_are() -> None:
    made = clinic()
    made.running()

    def more(count: int) -> int:
        row = Placement.objects.first()
        assert row is not None
        for _one in range(count - Placement.objects.count()):
            row.pk, row.uuid = None, new_uuid()
            row._state.adding = True
            row.save()
        with CaptureQueriesContext(connection) as asked:
            assert len(running(made.hal)) == count
        return len(asked)

    assert more(2) == more(20)
