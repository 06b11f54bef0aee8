"""The leaf says each reading by length, number and words."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from hedgerow.foundation.ui.leaf import FeatureReading, leaf

SEVEN = [FeatureReading(level, level, level, "measured") for level in (3, 2, 4, 0, 1, 2, 3)]


def test_as_many_bands_are_filled_as_the_level_says() -> None:
    drawn = leaf(SEVEN, name="Tulsa")
    assert [len(one.bands) for one in drawn.leaflets] == [3, 2, 4, 0, 1, 2, 3]


def test_it_refuses_other_than_seven_readings() -> None:
    with pytest.raises(ValueError, match="seven"):
        leaf(SEVEN[:6], name="Tulsa")


def test_insufficient_and_level_nought_look_different() -> None:
    drawn = leaf([FeatureReading(), *SEVEN[1:]], name="Tulsa").leaflets
    assert (drawn[0].tip, drawn[0].kind) == ("–", "blade hollow")
    assert (drawn[3].tip, drawn[3].kind) == ("0", "blade")


def test_an_interval_has_a_bracket_and_a_sentence() -> None:
    one = FeatureReading(3, 2, 4, "measured")
    drawn = leaf([one, *SEVEN[1:]], name="Tulsa").leaflets
    assert drawn[0].bracket
    assert not drawn[1].bracket
    assert "from 2 to 4" in one.sentence


def test_mirrored_leaflets_swap_sides() -> None:
    there = leaf(SEVEN, name="Tulsa").leaflets[1]
    here = leaf(SEVEN, name="Tulsa", mirrored=True).leaflets[1]
    assert float(there.x) < 200 < float(here.x)


def test_long_titles_stand_in_two_lines_and_no_word_is_lost() -> None:
    with translation.override("es"):
        drawn = leaf(SEVEN, name="Tulsa").leaflets
        assert [" ".join(one.lines) for one in drawn] == [str(one.title) for one in drawn]
        assert max(len(line) for one in drawn for line in one.lines) <= 17
    drawn = leaf(SEVEN, name="Tulsa").leaflets
    assert drawn[1].lines == ("Norms and", "joint work")
    assert (drawn[0].lines, drawn[5].lines) == (("Purpose",), ("Accountability",))


def test_the_picture_has_a_name_and_words() -> None:
    shown = render_to_string("ui/leaf.html", {"leaf": leaf(SEVEN, name="Tulsa", key="t")})
    assert 'aria-labelledby="t-title t-words"' in shown
    assert "Transfer: level 1 of 4" in shown


def test_the_words_of_leaflets_are_divided_as_the_language_does() -> None:
    with translation.override("ar"):
        assert "؛ " in leaf(SEVEN, name="Tulsa").description
    assert "; " in leaf(SEVEN, name="Tulsa").description
