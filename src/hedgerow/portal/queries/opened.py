"""Who opened one's record: a line for each reader and day, however many pages they turned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from hedgerow.commons.ecosystems.clock import local_day
from hedgerow.commons.people.models import Person
from hedgerow.foundation.accesslog.queries import OpeningRow, openings_of
from hedgerow.portal.wording import PARTS, Text, called

LATELY, MOST = 1000, 50


@dataclass(frozen=True, slots=True)
class OpenedDay:
    """What one reader opened on one day, how often, and for which reasons."""

    day: date
    who: str
    what: Sequence[Text]
    why: Sequence[str]
    times: int


def opened(person: Person) -> list[OpenedDay]:
    """The newest days first, by the person's own clocks. Two queries."""
    zone = person.time_zone or timezone.get_current_timezone_name()
    days: dict[tuple[date, int | None], list[OpeningRow]] = defaultdict(list)
    for row in openings_of(person.pk, limit=LATELY).rows:
        days[local_day(row.at, zone), row.by_person].append(row)
    shown = list(days.items())[:MOST]
    readers = Person.objects.in_bulk([who for (_day, who), _rows in shown if who])
    return [
        OpenedDay(
            day, readers[who].name if who in readers else "–",
            [called(PARTS, part) for part in dict.fromkeys(row.what for row in rows)],
            list(dict.fromkeys(row.why for row in rows if row.why)), len(rows),
        )
        for (day, who), rows in shown
    ]  # fmt: skip
