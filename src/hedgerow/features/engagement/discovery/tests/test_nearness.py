"""What is near a place, in which order, and how many there are, beside looking at each row."""

import random
from datetime import date
from itertools import pairwise

import pytest

from hedgerow.features.engagement.discovery.queries import finding, searched
from hedgerow.features.engagement.discovery.rules import Asked, Near
from hedgerow.features.engagement.discovery.tests.factories import NOW, Valley, placed, valley
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

CORNERS = ((89.99, 10.0), (-89.95, -120.0), (-16.8, 179.99), (66.0, -179.98), (33.77, -118.19))
"""Both poles, the date line at two heights, and the valley's own place."""
SPREADS = (0.01, 0.01, 0.01, 0.05, 0.05, 0.2, 0.2, 0.8, 0.8, 2.0, 2.0, 2.0)
COUNTED = 7
Point = tuple[float, float]


def scattered(chance: random.Random) -> list[Point]:
    """Thick and thin around each corner."""
    return [
        (
            max(-90.0, min(90.0, high + chance.uniform(-spread, spread))),
            (wide + 3 * chance.uniform(-spread, spread) + 180) % 360 - 180,
        )
        for high, wide in CORNERS
        for spread in SPREADS
    ]


def offered(made: Valley, points: list[Point]) -> dict[str, Point]:
    """One row at each point, two that lie where their site does, and one that lies nowhere."""
    given = [{"latitude": high, "longitude": wide} for high, wide in points]
    own = [*given, {"site": made.school}, {"site": made.school}, {}]
    rows = [
        Opportunity(
            ecosystem=made.place, kind=made.kind, title=str(number), sight="public", state="open",
            starts=date(2026, 9, 14), created_at=NOW, changed_at=NOW, **one,
        )
        for number, one in enumerate(own)
    ]  # fmt: skip
    Opportunity.objects.bulk_create(rows)
    site = (made.school.latitude, made.school.longitude)
    return {str(number): point for number, point in enumerate([*points, site, site])}


def walked(near: str, km: int, place: Valley | None, limit: int) -> tuple[list[str], list[int]]:
    """The titles of all pages, and the total that each page tells."""
    asked, titles, totals, after = Asked(near=near, km=km), [], [], ""
    while True:
        ecosystem = None if place is None else place.place
        finds = searched(Actor.public(), asked, ecosystem, NOW, after=after, limit=limit).finds
        titles += [one.title for one in finds.items]
        totals.append(finds.total)
        after = finds.next
        if not after:
            return titles, totals


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_the_quick_way_finds_and_counts_what_each_row_says(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "COUNTED", COUNTED)
    chance = random.Random(seed)
    made = placed(valley())
    points = offered(made, scattered(chance))
    for high, wide in CORNERS:
        for km in (1, 5, 25, 300):
            near = Near(round(high, 8), round(wide, 8), km)
            away = {title: near.distance(*point) for title, point in points.items()}
            within = {title: far for title, far in away.items() if far <= km}
            place = made if km % 2 else None
            titles, totals = walked(f"{high}, {wide}", km, place, chance.choice((5, 50)))
            assert sorted(titles) == sorted(within)
            told = [within[title] for title in titles]
            # but for a tenth of a metre, as an angle is told by its cosine
            assert all(one <= other + 1e-4 for one, other in pairwise(told))
            assert set(totals) == {min(len(within), COUNTED + 1)}
