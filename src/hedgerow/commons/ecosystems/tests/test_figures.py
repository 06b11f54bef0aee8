"""Figures with source and date; those that disagree stand side by side."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.actions import state_figures, state_populations
from hedgerow.commons.ecosystems.models import Figure, PopulationFigure
from hedgerow.commons.ecosystems.queries import populations_of
from hedgerow.commons.ecosystems.tables import populations
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
TUTORS = {"name": "Tutors", "value": "150", "unit": "people", "as_of": "2013", "source": "Report"}
ALL = {"value": 900, "as_of": date(2026, 9, 1), "source": "Census"}


def test_figures_that_disagree_all_stand() -> None:
    aspen = ecosystem()
    other = {**TUTORS, "value": "170", "source": "Website"}
    assert state_figures(aspen, [TUTORS, other], by=STEWARD, at=NOW) == Outcome(new=2)
    assert state_figures(aspen, [TUTORS], by=STEWARD, at=NOW) == Outcome(unchanged=1)
    assert Figure.objects.count() == 2
    assert Fact.objects.get().kind == "ecosystems.figures_stated"


def test_a_population_is_published_with_the_day_it_was_recorded() -> None:
    aspen = ecosystem()
    assert state_populations(aspen, [ALL], by=STEWARD, at=NOW) == Outcome(new=1)
    assert list(populations(aspen.pk, "all")) == [
        (aspen.pk, 0, "", "", 900, date(2026, 9, 1), "Census", NOW.date(), "live")
    ]
    assert Dirty.objects.get().table == "population"


def test_a_corrected_population_keeps_the_day_it_was_first_recorded() -> None:
    aspen = ecosystem()
    state_populations(aspen, [ALL], by=STEWARD, at=NOW)
    later = NOW.replace(year=2027)
    corrected = [{**ALL, "value": 901}]
    assert state_populations(aspen, corrected, by=STEWARD, at=later) == Outcome(changed=1)
    assert PopulationFigure.objects.get().declared == NOW.date()


def test_a_visitor_states_nothing() -> None:
    aspen = ecosystem()
    with pytest.raises(NotPermitted):
        state_figures(aspen, [TUTORS], by=Actor.public(), at=NOW)
    with pytest.raises(NotPermitted):
        state_populations(aspen, [ALL], by=Actor.public(), at=NOW)
    assert not Figure.objects.exists()
    assert not PopulationFigure.objects.exists()


def test_a_group_of_the_population_is_told_in_words() -> None:
    aspen = ecosystem()
    german = {**ALL, "dimension": "home-language", "group": "low-german", "value": 90}
    state_populations(aspen, [ALL, german], by=STEWARD, at=NOW)
    assert [one.name for one in populations_of(aspen)] == ["", "home language: low german"]
