"""One simulated history of Tulsa, under another address: what it holds, and what it keeps to itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.exporting import as_toml, blueprint_of
from hedgerow.edges.blueprints.queries import contents
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.families.models import Contact, HealthNote, Message, MessageCopy
from hedgerow.features.engagement.families.queries.contacts import shares
from hedgerow.features.engagement.mentoring.models import (
    Check,
    Need,
    Pairing,
    Proposal,
    SessionNote,
)
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.jobs import work
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill
MARKED, CONFIRMED = "activities.attendance_marked", "activities.sessions_confirmed"
PLANNED, CANCELLED = "activities.sessions_planned", "activities.sessions_cancelled"
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def eco(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ecosystem]:
    """Planted once, and gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox.clear()
        job = start_planting(
            "tulsa", by=Actor.the_steward(), at=AT, slug="tulsa-2", history=True, scale=0.03
        )
        assert work.finish(job, lambda done, total: None) is None
        assert mail.outbox == []
        yield Ecosystem.objects.get(slug="tulsa-2")
        transaction.set_rollback(True)


def test_it_needs_none_of_the_originals_facts(eco: Ecosystem) -> None:
    found = contents(Actor.the_steward(), eco.slug)
    assert (found.simulated, found.facts) == (True, ())
    assert found.attendance > 100
    assert not PopulationFigure.objects.exists()


def test_nobody_who_is_in_it_is_in_the_file(eco: Ecosystem) -> None:
    school = Organisation.objects.filter(kind="school").first()
    Body.objects.create(ecosystem=eco, key="team", name=f"Team {school.name}", organisation=school)
    text = as_toml(blueprint_of(Actor.the_steward(), eco.slug))
    names = {*Person.objects.values_list("name", flat=True)}
    names |= {*Organisation.objects.values_list("name", flat=True)}
    assert len(names) > 100
    assert "Tulsa" in text
    assert [name for name in names if name and name in text] == []


def test_each_simulated_act_is_dated_by_the_days_it_speaks_of(eco: Ecosystem) -> None:
    made_up = Fact.objects.filter(ecosystem=eco.pk, origin="simulated")
    assert made_up.filter(at__gte=AT).count() == 0
    spans = [(fact, *_span(fact)) for fact in made_up.prefetch_related("subjects")]
    acts = {fact.kind for fact, first, _last in spans if first}
    assert {MARKED, CONFIRMED, PLANNED, CANCELLED} <= acts
    for fact, first, last in spans:
        if fact.kind in (MARKED, CONFIRMED):
            assert last < fact.at < first + timedelta(days=34)
        elif fact.kind in (PLANNED, CANCELLED):
            assert fact.at < first
    # what is offered for days to come was joined on the day of planting
    over = Opportunity.objects.filter(ecosystem=eco, starts__lt=AT.date())
    begun = Activity.objects.filter(ecosystem=eco, starts__lt=AT.date())
    begun = begun.exclude(pk__in=over.values("activity"))
    paired = Enrolment.objects.filter(activity__in=begun.filter(kind__key="tutoring"))
    starts = set(begun.exclude(kind__key="tutoring").values_list("starts", flat=True))
    starts |= {row.starts - timedelta(days=1) for row in paired}  # both said yes on the day before
    starts |= {day_in(eco, row.created_at) for row in over}  # joined as soon as they were offered
    starts.add(
        AT.date() - timedelta(days=1)
    )  # two placements were stopped, written down the day after
    enrolled = made_up.filter(kind="activities.enrolled", at__lt=AT - timedelta(days=1))
    assert {fact.at.astimezone(ZoneInfo(eco.time_zone)).date() for fact in enrolled} == starts
    assert max(enrolled.values_list("at", flat=True)) > AT - timedelta(days=120)
    (founded,) = made_up.filter(kind="bodies.founded")
    assert founded.at <= made_up.get(kind="bodies.people_seated").at


def _span(fact: Fact) -> tuple[datetime, datetime] | tuple[None, None]:
    """When the sessions that a fact is about begin: the first and the last."""
    about = [one.uuid for one in fact.subjects.all() if one.kind == "activities.session"]
    found = sorted(Session.objects.filter(uuid__in=about).values_list("starts_at", flat=True))
    return (found[0], found[-1]) if found else (None, None)


def test_it_has_mentors_calls_home_and_referrals_in_every_state(eco: Ecosystem) -> None:
    assert set(Referral.objects.values_list("state", flat=True)) == {
        "asked", "sent", "seen", "accepted", "declined", "stopped", "done", "closed",
    }  # fmt: skip
    assert set(Pairing.objects.values_list("state", flat=True)) == {
        "proposed", "agreed", "live", "declined", "ended",
    }  # fmt: skip
    assert Need.objects.filter(state="waiting").count() > 3
    assert set(Proposal.objects.values_list("state", flat=True)) == {"draft", "published"}
    assert Pairing.objects.filter(state="proposed", mentor_says=True).exists()
    assert Check.objects.exists()
    assert set(SessionNote.objects.values_list("shared", flat=True)) == {True, False}
    live = Pairing.objects.filter(state="live").values("activity")
    assert Attendance.objects.filter(session__activity__in=live).count() > 10
    *_first, before, last = shares(Contact.objects.all(), "month")[::-1]
    oldest = shares(Contact.objects.all(), "month")[-2]
    assert (oldest.share or 0) < (before.share or 0) <= (last.share or 0)
    for model in (Referral, Contact, Pairing, SessionNote, Message):
        assert set(model.objects.values_list("origin", flat=True)) == {"simulated"}
    _families_were_written_to_and_told_what_must_be_known()


def _families_were_written_to_and_told_what_must_be_known() -> None:
    """Each in the own language; letters find nobody's address, and none fears for a child."""
    copies = MessageCopy.objects.all()
    assert {"en", "es"} <= set(copies.values_list("language", flat=True))
    assert set(copies.values_list("fallback", flat=True)) == {False}
    assert {"", "yes"} <= set(copies.values_list("answer", flat=True))
    assert HealthNote.objects.exclude(allergies="").exists()
    assert Assignment.objects.get(role="safeguarding_lead").person.name
    assert not Concern.objects.exists()
    letters = Job.objects.filter(name="notices.send_letter").values_list("uuid", flat=True)
    assert letters.count() > 10
    for letter in letters[:5]:
        assert work.finish(letter, lambda done, total: None) is None
    assert mail.outbox == []
