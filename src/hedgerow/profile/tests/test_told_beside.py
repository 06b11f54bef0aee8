"""What a profile tells beside its figures: what a level leaves out, and what limits it."""

import pytest

from hedgerow.profile import views
from hedgerow.profile.tests.factories import BO, a_snapshot, ada, an_ecosystem
from hedgerow.profile.tests.test_pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.urls("hedgerow.profile.tests.test_pages")]


def test_who_may_not_see_a_measure_is_told_that_the_level_leaves_it_out():
    ecosystem = an_ecosystem()
    snapshot = a_snapshot(ecosystem)
    for number in ("4.3", "4.4", "4.5"):
        snapshot.readings.create(number=number, state="ok", value=2, level=2, level_lower=2,
                                 level_upper=2, smallest_cell=3, n=30)  # fmt: skip
    for number in ("4.2", "4.6"):
        snapshot.readings.create(number=number, state="ok", value=2, level=2, level_lower=2,
                                 level_upper=2, n=30)  # fmt: skip
    said = "is left out of the level"
    assert said in get(views.profile, BO, slug="grove")
    assert said not in get(views.profile, ada(ecosystem), slug="grove")


def test_a_level_that_another_measure_limits_says_which():
    ecosystem = an_ecosystem()
    snapshot = a_snapshot(ecosystem, value=0.05, level=1, level_lower=1, level_upper=1)
    snapshot.readings.create(number="4.2", state="ok", value=0.9, level=1, n=30)
    assert get(views.profile, ada(ecosystem), slug="grove").count("limited by 4.1") == 1
