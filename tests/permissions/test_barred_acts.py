"""Somebody barred from a child writes nothing about that child, by whatever act."""

import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

import hedgerow
from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused
from hedgerow.foundation.journal.models import Fact

from .barred_acts import ACTS
from .barred_untried import ALIKE, NOBODY, ONESELF, SEEN_ELSEWHERE
from .barred_world import World, world
from .cast import AT, plant

ROOT = Path(hedgerow.__file__).parent
ACT = re.compile(r"^@transaction\.atomic\ndef ([a-z]\w+)\(", re.MULTILINE)


@pytest.fixture(scope="module")
def home(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[World, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield world(plant("home", public=False))
        transaction.set_rollback(True)


def refusals(home: World) -> dict[str, Refused | None]:
    """What each act is refused with; whatever it did is undone."""
    found: dict[str, Refused | None] = dict.fromkeys(ACTS)
    for name, act in ACTS.items():
        point = transaction.savepoint()
        try:
            act(home)
        except Refused as refused:
            found[name] = refused
        transaction.savepoint_rollback(point)
    return found


@pytest.mark.slow  # a hundred acts, twice
@pytest.mark.django_db
def test_nobody_barred_from_a_child_does_anything_about_that_child(home: World) -> None:
    before, facts = refusals(home), Fact.objects.count()
    lost = {name for name, why in before.items() if isinstance(why, NotFound | NotPermitted)} - {
        "bar_guardian"
    }  # whose own first act is to bar themselves
    assert lost == set()
    Guardian.objects.filter(pk=home.tie.pk).update(barred=True)
    after = refusals(home)
    assert {name for name, why in after.items() if not isinstance(why, NotFound)} == set()
    assert Fact.objects.count() == facts


def decorated() -> Iterator[tuple[str, str]]:
    """Where each act is, and its name: what runs in a transaction of its own."""
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" not in path.relative_to(ROOT).parts:
            for name in ACT.findall(path.read_text()):
                yield str(path.relative_to(ROOT)), name


def test_every_act_there_is_is_tried_or_is_about_nobody() -> None:
    tried = {name.rpartition(" ")[2] for name in ACTS}
    known = {*tried, *ALIKE, *ONESELF, *NOBODY, *SEEN_ELSEWHERE}
    folders = tuple(one for one in NOBODY if "/" in one)
    missing = [
        f"{path} {name}"
        for path, name in decorated()
        if name not in known and not path.startswith(folders)
    ]
    assert missing == []


@pytest.mark.slow
@pytest.mark.django_db
def test_of_a_register_the_child_alone_is_left_out(home: World) -> None:
    session, child, other = home.session, home.child, home.other
    rows = [{"person_id": one.pk, "status": "late"} for one in (child, other)]
    Guardian.objects.filter(pk=home.tie.pk).update(barred=True)
    marks = Attendance.objects.filter(session=session)
    activities.enrol(home.activity, other, session.day, **home.how)
    done = activities.mark_session(session, rows, **home.how)
    assert (done.new, done.changed) == (1, 0)
    assert dict(marks.values_list("person", "status")) == {child.pk: "present", other.pk: "late"}
    with pytest.raises(OutOfReach):
        activities.mark_session(session, rows[:1], **home.how)
    activities.clear_register(session, **home.how)
    assert dict(marks.values_list("person", "status")) == {child.pk: "present"}
    session.refresh_from_db()
    assert session.state == "held"
    activities.undo_marks(session, **home.how)
    assert marks.get(person=other).status == "late"


@pytest.mark.slow
@pytest.mark.django_db
def test_marks_made_before_the_bar_are_undone_but_for_the_child(home: World) -> None:
    session, child, other = home.session, home.child, home.other
    Guardian.objects.filter(pk=home.tie.pk).update(barred=False)
    activities.enrol(home.activity, other, session.day, **home.how)
    rows = [{"person_id": one.pk, "status": "absent"} for one in (child, other)]
    activities.mark_session(session, rows, **home.how)
    Guardian.objects.filter(pk=home.tie.pk).update(barred=True)
    activities.undo_marks(session, **home.how)
    marks = Attendance.objects.filter(session=session)
    assert dict(marks.values_list("person", "status")) == {child.pk: "absent"}
    assert AT.date() == session.day
