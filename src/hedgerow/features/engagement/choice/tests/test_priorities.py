"""Rules of priority as classes; who meets which, from the records."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.features.engagement.choice.rules.acceptance import match
from hedgerow.features.engagement.choice.rules.explaining import all_refusals, refusals
from hedgerow.features.engagement.choice.rules.priorities import (
    classes_of,
    decided_by,
    kilometres,
    met_by,
)

from .rounds import rounds


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=7))
@pytest.mark.slow
def test_a_rule_further_up_outweighs_all_below(rules) -> None:
    met = [np.array([row]) for row in rules]
    found = classes_of(met)[0]
    for one in range(4):
        assert met_by(int(found[one]), len(rules)) == [
            at for at, row in enumerate(rules) if row[one]
        ]
        for other in range(4):
            mine, theirs = ([not row[who] for row in rules] for who in (one, other))
            assert (found[one] < found[other]) == (mine < theirs)
            if mine != theirs:
                first = next(at for at in range(len(rules)) if mine[at] != theirs[at])
                assert decided_by(int(found[one]), int(found[other]), len(rules)) == first


def test_a_degree_is_a_hundred_and_eleven_kilometres() -> None:
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((33.77, -118.19), (33.77, -118.19)) == 0


@given(rounds())
@pytest.mark.slow
def test_all_refusals_are_those_of_each(case) -> None:
    of, lots = case
    matching = match(of, lots)
    found = all_refusals(of, lots, matching)
    assert found == [refusals(of, lots, matching, who) for who in range(of.learners)]
