"""What came along with a blueprint, as its convener reads it."""

import pytest

from hedgerow.edges.blueprints.showing import carriages
from hedgerow.edges.blueprints.tests.test_exporting import plant

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_steps_of_a_practice_and_criteria_of_a_badge_stand_apart_from_what_is_said_of_it() -> None:
    row = plant("tulsa", "tulsa")
    found = {one.title: one for section in carriages(row) for one in section.entries}
    redesign, helper = found["Redesign by each school"], found["Neighborhood helper"]
    assert (len(redesign.lines), len(redesign.steps), redesign.criteria) == (1, 4, ())
    assert (helper.lines, helper.steps, len(helper.criteria)) == ((), (), 3)
