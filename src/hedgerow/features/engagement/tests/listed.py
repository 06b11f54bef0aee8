"""Rows for every list of families, care, mentoring, partners and serving, written straight away."""

from collections.abc import Mapping
from datetime import date, timedelta

from hedgerow.commons.activities.models import Attendance, Delivery
from hedgerow.commons.activities.tests.factories import Club
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.care.models import Concern, Referral, ReferralStep
from hedgerow.features.engagement.families import models as families
from hedgerow.features.engagement.mentoring.models import (
    Check,
    Need,
    Offer,
    Pairing,
    Proposal,
    ProposedPair,
    SessionNote,
)
from hedgerow.features.engagement.partners import models as partners

DAY = date(2026, 11, 20)


def add(of: Club, people: Mapping[str, Person], n: int) -> None:
    """One more of everything: a child with a second guardian, a partner, and what each list shows."""
    child = factories.learner(of.school, f"Kid {n:02}")
    Person.objects.filter(pk=child.pk).update(born=date(2015, 1, 1))
    other = factories.person(of.ecosystem, f"Parent {n:02}")
    for guardian, learner in ((people["guardian"], child), (other, people["grown"])):
        Guardian.objects.create(
            ecosystem=of.ecosystem, guardian=guardian, learner=learner, starts=factories.STARTS
        )
    maker = factories.organisation(of.ecosystem, f"Maker {n:02}", kind="partner")
    OrganisationMembership.objects.create(
        ecosystem=of.ecosystem, organisation=maker, partner=True, starts=factories.STARTS
    )
    _served(of, child, maker)
    _told(of, people, child, n)
    _cared(of, people, child, maker)
    _partnered(of, maker, n)
    _mentored(of, people, child, n)


def _served(of: Club, child: Person, maker: Organisation) -> None:
    Delivery.objects.create(activity=of.activity, organisation=maker)
    met = of.sessions[0]
    Attendance.objects.create(
        ecosystem=of.ecosystem, session=met, day=met.day, person=child, site=of.school,
        status="present", minutes=60, recorded_at=NOW,
    )  # fmt: skip


def _told(of: Club, people: Mapping[str, Person], child: Person, n: int) -> None:
    teacher, guardian = people["convener"], people["guardian"]
    for learner in (child, people["grown"])[: 1 if n else 2]:  # they fit on one page
        families.Contact.objects.create(
            ecosystem=of.ecosystem, learner=learner, guardian=guardian, site=of.school,
            kind="call", tone="positive", topic="reads", by=teacher, on=DAY, at=NOW,
        )  # fmt: skip
    message = families.Message.objects.create(
        ecosystem=of.ecosystem, template="good-news", site=of.school, place="Oak School",
        sender=teacher, at=NOW,
    )  # fmt: skip
    families.MessageCopy.objects.create(
        message=message, guardian=guardian, learner=child, language="en", subject="s", body="b"
    )


def _cared(of: Club, people: Mapping[str, Person], child: Person, maker: Organisation) -> None:
    for state in ("asked", "sent"):
        row = Referral.objects.create(
            ecosystem=of.ecosystem, learner=child, sender=of.school, receiver=maker,
            need="health", state=state, at=NOW, due_at=NOW + timedelta(days=7),
        )  # fmt: skip
        ReferralStep.objects.create(
            referral=row, act="refer", state="asked", by=people["convener"], at=NOW
        )
    Concern.objects.create(
        ecosystem=of.ecosystem, site=of.school, about=child, text="thin", at=NOW,
        raised_by=people["convener"],
    )  # fmt: skip


def _partnered(of: Club, maker: Organisation, n: int) -> None:
    for partner in (maker, of.maker):
        agreement = partners.Agreement.objects.create(
            ecosystem=of.ecosystem, organisation=partner, title=f"Robots {n}", scope="s",
            starts=DAY, side="network", proposed_at=NOW, shares=["names"],
        )  # fmt: skip
        agreement.sites.add(of.school)
        partners.Contact.objects.create(
            ecosystem=of.ecosystem, organisation=partner, name=f"Mo {n}", consented_on=DAY
        )
        adviser = partners.Adviser.objects.create(
            ecosystem=of.ecosystem, organisation=partner, starts=DAY
        )
        partners.Offer.objects.create(adviser=adviser, kind="talk")


def _mentored(of: Club, people: Mapping[str, Person], child: Person, n: int) -> None:
    own = of.ecosystem
    helper = factories.person(own, f"Mentor {n:02}")
    factories.assigned(helper, "tutor", own)
    offered, running = (
        Offer.objects.create(
            ecosystem=own, person=who, kind="mentoring", starts=DAY, places=9, created_at=NOW,
            site=of.school, languages=["en"],
        )
        for who in (helper, people["tutor"])
    )  # fmt: skip
    waiting, paired = (
        Need.objects.create(
            ecosystem=own, person=person, kind="mentoring", site=of.school, state=state,
            created_at=NOW,
        )
        for person, state in ((child, "waiting"), (people["grown"], "paired"))
    )  # fmt: skip
    pair = Pairing.objects.create(
        ecosystem=own, offer=running, need=paired, proposed_at=NOW, mentor_says=True,
        learner_says=True, state="live", activity=of.activity, starts=DAY,
    )  # fmt: skip
    SessionNote.objects.create(
        ecosystem=own, pairing=pair, author=people["tutor"], at=NOW, text="Shy."
    )
    Check.objects.create(ecosystem=own, person=helper, kind="police", seen_on=DAY, recorded_at=NOW)
    Proposal.objects.create(
        ecosystem=own, kind="mentoring", method="exact", cost=0, bound=0, made_at=NOW
    )
    first = Proposal.objects.filter(ecosystem=own).order_by("pk")[0]
    ProposedPair.objects.create(proposal=first, need=waiting, offer=offered)
