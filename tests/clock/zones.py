"""Two towns at an hour when their day is not that of UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Town:
    """An ecosystem there, and the local day at the moment at which time stands still."""

    zone: str
    city: str
    now: datetime
    ecosystem: Ecosystem
    convener: Person

    @property
    def day(self) -> date:
        return self.now.date()

    def clock(self, hour: int, day: date | None = None) -> datetime:
        found = day or self.day
        return datetime(found.year, found.month, found.day, hour, tzinfo=ZoneInfo(self.zone))

    def signed_in(self, person: Person | None = None) -> Client:
        client = Client()
        session = client.session
        session["person_id"] = (person or self.convener).pk
        session.save()
        return client

    def page(self, url: str, person: Person | None = None) -> str:
        answer = self.signed_in(person).get(url)
        assert answer.status_code == 200, url
        return answer.content.decode()


CHICAGO = "America/Chicago", "Chicago", datetime(2026, 11, 24, 23, 30)
"""Half past eleven in the evening; in UTC it is half past five of the next morning."""
SEOUL = "Asia/Seoul", "Seoul", datetime(2026, 11, 25, 7)
"""Seven in the morning; in UTC it is ten in the evening of the day before."""


@pytest.fixture(params=[CHICAGO, SEOUL], ids=["west", "east"])
def town(request: pytest.FixtureRequest, db: None) -> Iterator[Town]:
    zone, city, local = request.param
    now = local.replace(tzinfo=ZoneInfo(zone))
    with time_machine.travel(now, tick=False):
        aspen = factories.ecosystem("Aspen", time_zone=zone)
        yield Town(zone, city, now, aspen, factories.convener(aspen))
