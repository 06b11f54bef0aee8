"""Patterns to start from stand in the order of the names that the reader sees."""

import pytest
from django.utils.translation import override

from hedgerow.edges.blueprints.cards import cards
from hedgerow.foundation.folding import folded


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_they_are_listed_by_name_with_the_empty_one_last(language: str) -> None:
    with override(language):
        found = cards()
        names = [folded(str(one.name)) for one in found[:-1]]
    assert names == sorted(names)
    assert len(names) > 5
    assert found[-1].key == "empty"


@pytest.mark.slow
def test_the_pattern_of_the_whole_stands_first() -> None:
    found = cards("tulsa")
    assert found[0].key == "tulsa"
    names = [folded(str(one.name)) for one in found[1:-1]]
    assert names == sorted(names)
