"""Placements of a simulated history go to learners in turn."""

import pytest

from hedgerow.edges.blueprints.history.placing import stride


@pytest.mark.parametrize("learners", [1, 2, 3, 15, 40, 105, 1155, 2000])
def test_every_learner_comes_before_any_comes_again(learners: int) -> None:
    met = {number * stride(learners) % learners for number in range(learners)}
    assert len(met) == learners
