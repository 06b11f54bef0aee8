"""What limits a level is said as the reading itself has it, or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile import disclosure, levels, rules
from hedgerow.profile.queries import reading_card

WINDOW = Window.ending(date(2026, 6, 30))
SCALE = levels.published()
NUMBERS = ("4.2", "1.3")


def shared(number: str, value: float, **other: object) -> Reading:
    known = {"n": 1000, "is_share": True, "smallest_cell": 300, "clusters": 9, **other}
    return Reading(number, "ok", WINDOW, value=value, **known)  # type: ignore[arg-type]


def levelled(number: str, value: float, cap: float, **other: object) -> Reading:
    capping = SCALE.caps[number]
    some = {number: shared(number, value, **other), capping: shared(capping, cap)}
    return rules.with_levels(some, SCALE)[number]


near_a_cut = st.one_of(
    st.floats(0, 1),
    st.sampled_from([cut for number in NUMBERS for cut in SCALE.cuts[number]]).flatmap(
        lambda cut: st.floats(cut - 0.001, cut + 0.001)
    ),
)


@given(st.sampled_from(NUMBERS), near_a_cut, st.floats(0, 1), st.booleans())
def test_the_public_reads_the_readings_own_limit_or_none(
    number: str, value: float, cap: float, is_share: bool
) -> None:
    exact = levelled(number, value, cap, is_share=is_share)
    own = reading_card(number, disclosure.in_full(exact)).capped_by
    public = disclosure.for_public(exact, 10)
    told = reading_card(number, public).capped_by
    assert told in ("", own)
    if not public.coded and _is_plain(exact, public):
        assert told == own


def _is_plain(exact: Reading, public: disclosure.Shown) -> bool:
    """Whether the rounded value leaves no doubt on which side of every cut the exact one is."""
    said = public.reading.value
    return said is not None and all(abs(said - cut) > 0.006 for cut in SCALE.cuts[exact.number])


@given(st.sampled_from(NUMBERS), near_a_cut, near_a_cut, st.floats(0, 1))
def test_two_readings_that_look_alike_are_not_told_apart_by_their_limit(
    number: str, value: float, other: float, cap: float
) -> None:
    one, two = (disclosure.for_public(levelled(number, some, cap), 10) for some in (value, other))
    if one.reading == two.reading and one.coded == two.coded:
        assert one.capped_by == two.capped_by


@pytest.mark.parametrize(("value", "own"), [(0.4996, ""), (0.5004, "4.1")])
def test_a_value_rounded_onto_a_cut_names_no_limit_it_may_not_have(value: float, own: str) -> None:
    """Level 1 of its own at 0.4996, and 2 at 0.5004: both are shown as 0.5, and both at level 1."""
    exact = levelled("4.2", value, cap=0.05)
    assert exact.level == 1
    assert disclosure.in_full(exact).capped_by == own
    public = disclosure.for_public(exact, 10)
    assert public.reading.value == 0.5
    assert public.capped_by == ""


def test_the_limit_of_a_value_away_from_the_cuts_is_told_and_of_a_coded_one_too() -> None:
    assert disclosure.for_public(levelled("4.2", 0.6, cap=0.05), 10).capped_by == "4.1"
    coded = disclosure.for_public(levelled("4.2", 0.97, cap=0.05), 10)
    assert (coded.coded, coded.capped_by) == ("above", "4.1")


def test_a_withheld_reading_names_no_limit() -> None:
    few = replace(levelled("4.2", 0.6, cap=0.05), smallest_cell=3)
    assert disclosure.for_public(few, 10).capped_by == ""
