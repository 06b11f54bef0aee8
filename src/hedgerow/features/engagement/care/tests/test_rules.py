"""Whatever is done with a referral, it waits for somebody until it is closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.features.engagement.care import rules

ACTS = sorted({act for _state, act in rules.MOVES})
SIDES = sorted(rules.ACTS_OF)


@given(st.lists(st.sampled_from(ACTS), max_size=12))
@pytest.mark.slow
def test_it_is_never_lost(acts: list[str]) -> None:
    state = rules.ASKED
    for act in acts:
        state = rules.after(state, act) or state
        side = rules.waits_for(state)
        assert (side is None) == (state in rules.OVER)
        if side is not None:
            assert rules.possible(state, frozenset({side})), "who it waits for can act"
        else:
            assert not rules.possible(state, frozenset(SIDES))


def test_from_everywhere_an_end_can_be_reached_and_only_by_its_own_side() -> None:
    reached = set(rules.OVER)
    for _round in rules.MOVES:
        reached |= {at for (at, _act), to in rules.MOVES.items() if to in reached}
    assert reached == {at for at, _act in rules.MOVES} | rules.OVER
    owners = [side for act in ACTS for side in SIDES if act in rules.ACTS_OF[side]]
    assert len(owners) == len(ACTS)


def test_without_the_familys_yes_nothing_is_shared() -> None:
    assert rules.ASKED not in rules.SHARED
    assert rules.STOPPED not in rules.SHARED
    for (at, act), to in rules.MOVES.items():
        if to == rules.SENT:
            assert act == "agree"
            assert at in (rules.ASKED, rules.STOPPED)


def test_a_family_that_said_no_may_agree_until_it_is_closed() -> None:
    family = frozenset({"family"})
    assert rules.possible(rules.STOPPED, family) == ["agree"]
    assert rules.possible(rules.CLOSED, family) == []
