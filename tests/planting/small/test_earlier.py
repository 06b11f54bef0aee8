"""What is not read of a year in which nothing happened could not have been sufficient."""

from __future__ import annotations

import pytest

from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.edges.blueprints import everything
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.profile import engine
from hedgerow.profile.earlier import is_recorded
from hedgerow.profile.models import Snapshot
from hedgerow.profile.sources import EcosystemSource, measures

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


@pytest.mark.parametrize("key", everything.available())
def test_no_measure_of_the_year_before_its_history_is_sufficient(key: str) -> None:
    snapshot = Snapshot.objects.select_related("ecosystem").get(ecosystem__slug=key)
    place, window = snapshot.ecosystem, Window.ending(snapshot.day).before()
    every = (place.pk, *beneath(place.pk).all)
    assert not is_recorded(every, window)
    assert is_recorded(every, Window.ending(snapshot.day))
    with EcosystemSource(every, place.threshold) as source:
        found = {
            number: engine.reading(number, measure(source, window), window)
            for number, measure in measures().items()
        }
    assert [number for number, one in found.items() if one.is_sufficient or one.value] == []
    assert not snapshot.readings.filter(was_sufficient=True).exists()
