"""What waits on the street about care, messages, agreements and records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.observations.models import Sample, SampledRecord
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.models import Import
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.foundation.rows import new_uuid

if TYPE_CHECKING:
    from tests.week.street import Street

STARTS, LAST = date(2026, 8, 1), date(2199, 6, 1)


def care(of: Street, n: int, child: Person) -> None:
    own, due = of.ecosystem, of.now + timedelta(days=5)
    for state in ("asked", "sent", "declined"):
        Referral.objects.create(
            ecosystem=own, learner=child, sender=of.school, receiver=of.host,
            need="health", state=state, due_at=due, at=of.now,
        )  # fmt: skip
    Concern.objects.create(ecosystem=own, text=f"Secret {n:02}", at=of.now)


def tell(of: Street, n: int, child: Person) -> None:
    own, guardian = of.ecosystem, of.people["guardian"]
    said = Message.objects.create(ecosystem=own, template="trip", place="Oak", asks=True, at=of.now)
    MessageCopy.objects.create(
        message=said, guardian=guardian, learner=child, language="en",
        subject=f"Trip {n:02}", body="May your child come?",
    )  # fmt: skip
    ConsentPurpose.objects.get_or_create(
        ecosystem=own, key="photos", titles={"en": "Photos"}, texts={"en": "Photos?"},
        defaults={"created_at": of.now},
    )  # fmt: skip
    Notice.objects.create(
        ecosystem=own, person=guardian, kind="families.message", language="en", pace="never",
        subject=f"A new trip {n:02}", text="Look.", at=of.now + timedelta(minutes=n),
    )  # fmt: skip


def agree(of: Street, n: int) -> None:
    given = {
        "ecosystem": of.ecosystem, "organisation": of.host, "scope": "Reading",
        "starts": STARTS, "side": "network", "proposed_at": of.now,
    }  # fmt: skip
    Agreement.objects.create(title=f"Talks {n:02}", **given)
    Agreement.objects.create(
        title=f"Visits {n:02}", state="agreed", answered_at=of.now,
        ends=(of.now + timedelta(days=20)).date(), **given,
    )  # fmt: skip


def verify(of: Street, n: int) -> None:
    own = of.ecosystem
    row = Sample.objects.create(
        ecosystem=own, what="attendance", starts=STARTS, ends=STARTS, seed=f"s{n}",
        population=1, digest="d", drawn_at=of.now,
    )  # fmt: skip
    SampledRecord.objects.create(
        sample=row, position=1, site=of.school, subject=new_uuid(), title="Club",
        day=STARTS, values={},
    )  # fmt: skip
    Import.objects.create(
        ecosystem=own, by=of.people["convener"], file_name=f"pupils-{n:02}.csv",
        target="people", mapping="", state="ready", created_at=of.now,
    )  # fmt: skip


def choose(of: Street, n: int) -> None:
    Round.objects.create(
        ecosystem=of.ecosystem, key=f"round-{n}", title=f"Electives {n:02}", state="open",
        opens_on=STARTS, closes_on=LAST, created_at=of.now,
    )  # fmt: skip
    Round.objects.create(
        ecosystem=of.ecosystem, key=f"over-{n}", title=f"Clubs {n:02}", state="closed",
        opens_on=STARTS, closes_on=date(2026, 9, 1), created_at=of.now,
    )  # fmt: skip
