"""Learners and guardians are told by notices: what they put off or turned down comes by no mail."""

from datetime import UTC, datetime, time

import pytest

from hedgerow.commons.notices.models import Hours, Letter, Notice, Preference
from hedgerow.features.engagement.choice import actions, notices
from hedgerow.features.engagement.choice.actions.reminding import JOB, RESULTS, remind_some
from hedgerow.foundation.jobs import run_pending
from hedgerow.foundation.jobs.models import Job

from .choosing import guardian_of, page_of
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = pytest.mark.django_db


def told(kind: str) -> dict[str, Notice]:
    """Who was told, by name."""
    return {one.person.name: one for one in Notice.objects.filter(kind=kind)}


def test_who_has_not_chosen_is_reminded_once_and_nobody_in_their_quiet_hours() -> None:
    made = a_round(3)
    mother = guardian_of(made, made.learners[1])
    made.wish(0, "A")
    Hours.objects.create(person=mother, quiet_from=time(0), quiet_until=time(23))
    never = {"kind": notices.REMINDER.key, "pace": "never"}
    Preference.objects.create(person=made.learners[2], **never)
    assert actions.remind(made.row, by=STEWARD, at=NOW) == 2
    assert Job.objects.get(name=JOB).args == {"round": str(made.row.uuid), "at": NOW.isoformat()}
    remind_some(made.fresh(), 0, NOW.isoformat(), NOW)
    remind_some(made.fresh(), 0, NOW.isoformat(), NOW)
    heard = told(notices.REMINDER.key)
    assert heard.keys() == {"Bo 1", "Bo 2", "Mother"}
    assert heard["Mother"].about == made.learners[1]
    assert heard["Mother"].path == page_of(made, 1)
    assert heard["Mother"].subject == "Pathways: please choose"
    assert "Bo 1 has not chosen yet" in heard["Mother"].text
    assert heard["Bo 2"].due_at is None
    assert heard["Mother"].due_at > heard["Bo 1"].due_at == NOW
    assert Letter.objects.count() == 2


@pytest.mark.slow
def test_a_published_result_is_told_with_its_reason_to_learners_and_guardians() -> None:
    made = a_round(2, (("A", 1), ("B", 1)))
    guardian_of(made, made.learners[0])
    guardian_of(made, made.learners[1])
    made.run("AB", "AB")
    run_pending()
    texts = [one.text for one in Notice.objects.filter(kind=notices.PLACE.key)]
    assert sum("You got your first wish: A." in text for text in texts) == 1
    second = next(name for name, place in made.places().items() if place == "B")
    assert any(
        f"{second} got wish number 2: B." in text
        and f"{second} was number 2 in line for the 1 seat of A" in text
        for text in texts
    )
    assert len(texts) == 4


def who(made: Made, place: str) -> str:
    return next(name for name, one in made.places().items() if one == place)


@pytest.mark.slow
def test_a_seat_that_goes_on_is_told_to_whom_it_comes_and_to_whom_it_is_offered() -> None:
    made = a_round(3, (("A", 1), ("B", 1)))
    made.run("AB", "AB", "AB")
    first, second, third = who(made, "A"), who(made, "B"), who(made, "")
    by_name = {one.name: one for one in made.learners}
    guardian_of(made, by_name[second])
    actions.give_back(made.row, by_name[first], by=STEWARD, at=LATER)
    offered = told(notices.PLACE.key)
    assert offered.keys() == {second, "Mother"}
    assert "A seat of A came free" in offered["Mother"].text
    actions.take_offered(
        made.row, by_name[second], by=STEWARD, at=datetime(2026, 12, 7, tzinfo=UTC)
    )
    moved = told(notices.PLACE.key)[third]
    assert moved.subject == f"Pathways: a place for {third}"
    assert "You got your wish number 2: B." in moved.text
    assert Letter.objects.filter(person=by_name[third]).exists()


@pytest.mark.slow
def test_in_a_simulated_history_nobody_is_told() -> None:
    made = a_round(2, (("A", 1), ("B", 1)))
    simulated = STEWARD.by_way_of("job", "simulated")
    made.wish(0, "AB")
    made.wish(1, "AB")
    actions.run_round(made.row, by=simulated, at=LATER)
    actions.publish_round(made.row, by=simulated, at=LATER)
    person = next(one for one in made.learners if made.places()[one.name] == "A")
    actions.give_back(made.row, person, by=simulated, at=LATER)
    assert not Notice.objects.exists()
    assert not Job.objects.filter(name=RESULTS).exists()
