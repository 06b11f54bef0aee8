"""What has been kept long enough goes: rows by their rule, people who left long ago whole."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from hedgerow.commons.activities.models import Attendance, Enrolment
from hedgerow.commons.activities.tests.factories import a_term
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.actions import make_sign_in_link, make_token
from hedgerow.commons.membership.actions.sessions import end_sessions
from hedgerow.commons.membership.actors import actor_by_token
from hedgerow.commons.membership.models import Assignment, Invitation, SignInLink
from hedgerow.commons.membership.tests.factories import actor, convener, learner, member_school
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation import jobs, privacy
from hedgerow.foundation.commands import Command
from hedgerow.foundation.installation.doctor import _retention
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.portal import retention
from hedgerow.portal.commands import COMMANDS
from hedgerow.portal.retention import due, ended, gone_before, label, let_go, timed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEWARD = Actor.the_steward(via="job")
LONG = timedelta(days=5 * 365 + 30)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HEDGEROW_HOME = tmp_path
    return tmp_path


@pytest.fixture
def aspen() -> Ecosystem:
    return ecosystem("Aspen", slug="aspen", created_at=NOW - 2 * LONG)


def counts(now: datetime = NOW) -> dict[str, int]:
    return {one.label: one.rows for one in due(now) if one.rows}


def long_gone(aspen: Ecosystem, name: str = "Bo Quill") -> Person:
    """A learner whose last role ended more than five years ago."""
    bo = learner(member_school(aspen, f"School of {name}"), name)
    Person.objects.filter(pk=bo.pk).update(created_at=NOW - 2 * LONG)
    over = (NOW - LONG).date()
    Assignment.objects.filter(person=bo).update(starts=over - timedelta(days=300), ends=over)
    return bo


@pytest.mark.parametrize("rule", list(timed()), ids=label)
def test_every_rule_that_says_for_how_long_says_from_when_on(rule: privacy.Rule) -> None:
    assert ended(rule, NOW).count() == 0
    assert rule.keep is not None


@pytest.mark.slow
def test_marks_and_places_go_after_five_years_and_measures_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    monkeypatch.setattr(retention, "LOOKED_UP", 5)
    made = a_term()
    marks = Attendance.objects.count()
    assert marks > 0
    later = timezone.now() + LONG
    before = counts(later)
    assert before["activities.attendance"] == marks
    Dirty.objects.all().delete()
    gone = let_go(later, by=STEWARD)
    assert gone["activities.attendance"] == marks
    assert not Attendance.objects.exists()
    assert not Enrolment.objects.filter(ends__isnull=False).exists()
    assert Dirty.objects.filter(table="attendance", ecosystem=made.ecosystem.pk).exists()
    told = FactContent.objects.filter(fact__kind="portal.retention_ended")
    said = Counter[str]()
    for one in told:
        said[one.payload["kind"]] += one.payload["rows"]
    assert said["activities.attendance"] == marks
    seal_all()
    assert verify()[1] == []


@pytest.mark.slow
def test_what_is_not_due_any_more_when_its_turn_comes_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    a_term()
    marks, later = Attendance.objects.count(), timezone.now() + LONG
    assert marks > 1

    def corrected(_gone: int) -> None:
        Attendance.objects.update(day=later.date())

    assert let_go(later, by=STEWARD, heard=corrected)["activities.attendance"] == 1
    assert Attendance.objects.count() == marks - 1


def test_what_is_not_due_stays(aspen: Ecosystem) -> None:
    ada = convener(aspen)
    for days, name in ((10, "old@example.org"), (380, "older@example.org")):
        at = NOW - timedelta(days=days)
        Invitation.objects.create(ecosystem=aspen, email=name, role="member", secret_hash=name,
                                  created_at=at - timedelta(days=14), expires_at=at)  # fmt: skip
        SignInLink.objects.create(person=ada, secret_hash=name, created_at=at, expires_at=at)
    assert counts() == {"membership.invitation": 1, "membership.signinlink": 2}
    assert Invitation.objects.count() == 2
    let_go(NOW, by=STEWARD)
    assert [one.email for one in Invitation.objects.all()] == ["old@example.org"]
    assert not SignInLink.objects.exists()
    assert Person.objects.get(pk=ada.pk).erased_at is None
    assert let_go(NOW, by=STEWARD) == {}


@pytest.mark.slow
def test_who_left_long_ago_is_erased(aspen: Ecosystem) -> None:
    bo = long_gone(aspen)
    assert counts() == {"people.person": 1}
    let_go(NOW, by=STEWARD)
    row = Person.objects.get(pk=bo.pk)
    assert (row.name, row.erased_at) == ("", NOW)
    fact = Fact.objects.get(kind="portal.person_erased")
    assert (fact.by_person, fact.via) == (None, "job")
    assert counts() == {}


def test_who_still_takes_part_anywhere_stays(aspen: Ecosystem) -> None:
    birch = ecosystem("Birch", slug="birch")
    elsewhere, guards, new = (long_gone(aspen, name) for name in ("A", "B", "D"))
    Assignment.objects.create(ecosystem=birch, person=elsewhere, role="tutor", starts=NOW.date())
    child = learner(member_school(birch), "Child")
    Guardian.objects.create(ecosystem=birch, guardian=guards, learner=child, starts=NOW.date())
    Person.objects.filter(pk=new.pk).update(created_at=NOW - timedelta(days=9))
    assert counts() == {}
    Assignment.objects.filter(person=child).update(starts=date(2010, 1, 1), ends=date(2011, 1, 1))
    assert counts() == {"people.person": 1}  # a guardian of somebody who left answers for nobody


def test_who_signs_in_or_has_a_program_that_does_stays(aspen: Ecosystem) -> None:
    bo, cy, dee = (long_gone(aspen, name) for name in ("Bo", "Cy", "Dee"))
    now = timezone.now()
    assert counts(now) == {"people.person": 3}
    Client().post(f"/sign-in/{make_sign_in_link(bo, at=now)}/")
    _token, secret = make_token("register", write=False, expires_at=None, by=actor(cy), at=now)
    assert actor_by_token(secret, at=now) is not None
    end_sessions([bo.pk])
    SignInLink.objects.all().delete()  # neither is kept for long
    assert list(gone_before(now - timedelta(days=5 * 365))) == [dee]
    assert list(gone_before(now + timedelta(days=1)).order_by("pk")) == [bo, cy, dee]


@pytest.mark.slow
def test_a_job_does_it_once_a_day_in_short_steps(aspen: Ecosystem) -> None:
    bo = long_gone(aspen)
    jobs.enqueue("portal.retention")
    jobs.run_pending()
    assert Person.objects.get(pk=bo.pk).erased_at is not None
    assert "portal.retention" in {one.name for one in jobs.registry.schedules()}


def command(name: str) -> Command:
    return next(one for one in COMMANDS if one.name == name)


@pytest.mark.slow
@pytest.mark.parametrize("yes", [False, True])
def test_the_command_only_says_what_is_due_unless_told(
    yes: bool, aspen: Ecosystem, capsys: pytest.CaptureFixture[str]
) -> None:
    from argparse import Namespace

    bo = long_gone(aspen)
    assert command("retention").run(Namespace(yes=yes, json=False)) == 0
    assert "person: 1 kept for more than 5 years" in capsys.readouterr().out
    assert (Person.objects.get(pk=bo.pk).erased_at is not None) is yes


def test_doctor_says_what_is_kept_for_too_long(aspen: Ecosystem) -> None:
    ada, at = convener(aspen), NOW - timedelta(days=9)
    assert _retention(NOW, worker_works=True).well
    SignInLink.objects.create(person=ada, secret_hash="x", created_at=at, expires_at=at)
    late: Any = _retention(NOW, worker_works=True)
    assert not late.well
    assert "1 of membership.SignInLink" in late.found
    assert _retention(NOW, worker_works=False).well


@pytest.mark.parametrize("yes", [False, True])
def test_the_command_that_erases_says_whom(
    yes: bool, aspen: Ecosystem, capsys: pytest.CaptureFixture[str]
) -> None:
    from argparse import Namespace

    bo = long_gone(aspen)
    name = bo.name
    asked = Namespace(person=bo.uuid.hex, ecosystem=aspen.slug, yes=yes, json=False)
    assert command("erase").run(asked) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == name
    assert lines[-1].startswith("Erased." if yes else "Nothing was erased.")
    assert not any(": 0 (" in line for line in lines)
    assert any(line.startswith("    what stays of them: ") for line in lines)
