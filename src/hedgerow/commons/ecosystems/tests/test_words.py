"""An ecosystem's own words where they stand alone: in the reader's language, else the product's."""

import pytest

from hedgerow.commons.ecosystems.words import alone, headings
from hedgerow.foundation.ui.speaking import reading_as

CREW = {"group": {"en": "crew", "sw": "kikundi"}, "learner": {"en": "maker"}}


@pytest.mark.parametrize(
    ("language", "page", "group", "learner"),
    [("en", "en", "crew", "maker"), ("sw", "en", "kikundi", "maker"), ("es", "es", None, None)],
)
def test_a_reader_meets_the_own_word_in_their_language_and_else_the_usual_one(
    language: str, page: str, group: str | None, learner: str | None
) -> None:
    with reading_as(language, page):
        assert headings(CREW, {"name": "group", "school": "site"}) == (
            {"name": group.capitalize()} if group else {}
        )
        assert alone(CREW, "group") == (group or "grupo")
        assert alone(CREW, "learner") == (learner or "estudiante")
