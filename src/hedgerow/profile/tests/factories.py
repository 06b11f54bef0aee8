"""Ecosystems with records in a warehouse that is held in memory; Ada convenes, Bo is nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.tests.factories import Book
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.models import Reading, Snapshot
from hedgerow.profile.permissions import VIEW_READINGS

AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
STEWARD = Actor.the_steward()
CLUB, MUSEUM = (101, "community", -101), (102, "culture", -102)


def an_ecosystem(slug="grove", **other) -> Ecosystem:
    values = {"name": slug.title(), "languages": ["en"], "created_at": AT, "threshold": 10}
    return Ecosystem.objects.create(slug=slug, **values | other)


def ada(ecosystem: Ecosystem) -> Actor:
    """Ada has a role in the ecosystem, so she sees exact readings."""
    held = frozenset({VIEW_READINGS, "ecosystems.ecosystem:view"})
    return Actor(person_id=10, via="page", grants={ecosystem.pk: held})


TODAY = AT.date()


def a_snapshot(ecosystem, day=TODAY, **values):
    snapshot = Snapshot.objects.create(
        ecosystem=ecosystem, day=day, starts=day - timedelta(days=364), at=AT, version="2026-11"
    )
    reading = {"number": "4.1", "state": "ok", "value": 0.3, "n": 1000, "coverage": 1.0}
    reading |= {"lower": 0.2, "upper": 0.4, "level": 3, "level_lower": 2, "level_upper": 3}
    reading |= {"is_share": True, "smallest_cell": 300, "rows": "people.person"}
    Reading.objects.create(snapshot=snapshot, **reading | values)
    return snapshot


BO = Actor(person_id=11, via="page")


def a_lively_book(learners=40, eligible=100) -> Book:
    """Six readings' worth: four schools, two providers, two declared groups, enrolments that end."""
    book = Book()
    book.population(eligible)
    book.population(eligible // 2, dimension="home", value="spanish")
    book.population(eligible - eligible // 2, dimension="home", value="other")
    book.session(1, CLUB)
    book.session(2, MUSEUM, activity=5)
    book.session(3, (1, "school", -1))
    for activity, session in ((2, 4), (3, 5), (4, 6)):
        book.session(session, CLUB, activity=activity)
    for person in range(1, learners + 1):
        uuid = f"00000000-0000-7000-8000-{person:012d}"
        site = person % 4 + 1
        book.learner(person, site=site, home="spanish" if person % 2 else "other")
        book.rows["participant"][-1]["person_uuid"] = uuid
        book.mark(1, person, site=site)
        book.mark(4 + person % 3, person, site=site, activity=2 + person % 3)
        if person % 2:
            book.mark(2, person, site=site, activity=5)
        book.mark(3, person, site=site, status="absent")
        minimum = 60 + 60 * (person % 2)
        book.enrolment(person, person, ended=date(2026, 6, 1), minimum=minimum, site=site)
    for number, table in (("session", "delivery"), ("enrolment", "enrolment")):
        for row in book.rows[table]:
            row[f"{number}_uuid"] = f"00000000-0000-7000-8000-{row[number]:012d}"
    for partner in range(101, 107):
        book.partner(partner)
        book.rows["membership_org"][-1]["organisation_uuid"] = (
            f"00000000-0000-7000-8000-{partner:012d}"
        )
    return book
