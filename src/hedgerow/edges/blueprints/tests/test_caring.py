"""Simulated mentors, calls home and referrals stand in every state, and no letter leaves."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.blueprints.actions import start_planting
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
from hedgerow.foundation.jobs import work
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.sqlite  # PostgreSQL: tests/kill
@pytest.mark.django_db
def test_tulsa_has_mentors_calls_home_and_referrals_in_every_state() -> None:
    job = start_planting("tulsa", by=Actor.the_steward(), at=AT, history=True, scale=0.03)
    assert work.finish(job, lambda done, total: None) is None
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
