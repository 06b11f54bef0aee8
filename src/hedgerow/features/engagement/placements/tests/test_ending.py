"""A placement ends, both sides evaluate it, and what is said of a person can be erased."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.features.engagement.placements import actions, errors, pages, privacy, usual
from hedgerow.features.engagement.placements.models import Evaluation, HoursEntry, Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db


def log(made: Clinic, row: Placement, minutes: int = 120, **given: object) -> HoursEntry:
    return actions.log_hours(
        row, given.pop("day", TODAY), by=given.pop("by", made.bo), at=NOW, done="Files",
        minutes=minutes, **given,
    )  # fmt: skip


def confirm(row: Placement, *entries: HoursEntry, by: Actor) -> int:
    return actions.confirm_hours(row, [one.pk for one in entries], by=by, at=NOW)


@pytest.mark.slow
def test_a_placement_ends_early_with_a_reason_and_the_place_with_it() -> None:
    made = clinic()
    row = made.running()
    with pytest.raises(Invalid):
        actions.end_placement(row, TODAY, by=made.ed, at=NOW)
    with pytest.raises(NotPermitted):
        actions.end_placement(row, TODAY, by=made.hal, at=NOW, reason="No room")
    row = actions.end_placement(row, TODAY, by=made.ed, at=NOW, reason="Moved away")
    assert (row.state, row.ends, Enrolment.objects.get().ends) == ("stopped", TODAY, TODAY)
    assert row.evaluate_until == TODAY + timedelta(days=21)
    for actor in (made.bo, made.hal):
        assert [str(one.why) for one in waiting_for(actor)] == ["Say how it was"]


def evaluate(made: Clinic, row: Placement, side: str, by: Actor, **given: object) -> Evaluation:
    own = dict.fromkeys(usual.LEARNER_ASKED, 3)
    ratings = given.pop("ratings", own if side == "learner" else {"care": 2, "time": 1})
    return actions.evaluate_placement(row, side, by=by, at=NOW, ratings=ratings, comment="Good")


@pytest.mark.slow
def test_each_side_reads_the_other_once_both_are_in() -> None:
    made = clinic()
    row = actions.end_placement(made.running(), TODAY, by=made.ed, at=NOW, reason="Done")
    with pytest.raises(NotPermitted):
        evaluate(made, row, "host", made.bo)
    with pytest.raises(Invalid):
        evaluate(made, row, "learner", made.bo, ratings={"care": 3})
    assert Evaluation.objects.count() == 0
    evaluate(made, row, "learner", made.bo)

    def read(actor: Actor, day: object = TODAY) -> list[str]:
        return [one.side for one in pages.placement_page(actor, row, day).said]

    assert (read(made.bo), read(made.hal), read(made.ed)) == (["learner"], [], ["learner"])
    assert read(made.hal, TODAY + timedelta(days=22)) == ["learner"]
    evaluate(made, row, "host", made.hal)
    assert read(made.bo) == read(made.hal) == ["learner", "host"]
    with pytest.raises(errors.EvaluatedAlready):
        evaluate(made, row, "host", made.hal)


@pytest.mark.slow
def test_erasing_the_learner_takes_the_placement_and_of_others_the_name_alone() -> None:
    made = clinic()
    row = made.running()
    confirm(row, log(made, row), by=made.hal)
    evaluate(made, row, "host", made.hal)
    assert made.hal.person_id
    assert made.bo.person_id
    hal = made.hal.person_id
    assert len(list(privacy.export_hours(hal))) == 1
    privacy.erase_evaluations(hal, NOW)
    privacy.erase_hours(hal, NOW)
    privacy.erase_steps(hal, NOW)
    assert HoursEntry.objects.get().decided_by is None
    assert (Evaluation.objects.get().by, Evaluation.objects.get().comment) == (None, "")
    assert len(list(privacy.export_placements(made.bo.person_id))) == 1
    privacy.erase_placements(made.bo.person_id, NOW)
    assert (Placement.objects.count(), HoursEntry.objects.count()) == (0, 0)


@pytest.mark.slow
def test_a_learner_is_asked_as_a_learner_and_old_answers_stay_readable() -> None:
    made = clinic()
    row = made.running()
    with pytest.raises(Invalid):
        evaluate(made, row, "learner", made.bo, ratings={"care": 2, "time": 1})
    given = evaluate(made, row, "learner", made.bo)

    def read() -> list[tuple[str, str]]:
        return list(pages.placement_page(made.bo, row, TODAY).said[0].ratings)

    assert ("I felt safe and welcome", "agree") in read()
    assert len(read()) == 4
    given.ratings = {"care": 2, "time": 1}
    given.save()
    assert read() == [("Care", "well"), ("On time", "not yet")]
