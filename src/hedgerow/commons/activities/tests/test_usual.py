"""Usual names follow the reader; names of one's own do not."""

from types import SimpleNamespace

from django.utils.translation import override

from hedgerow.commons.activities.usual import KINDS


def test_a_usual_name_is_shown_in_the_readers_language_in_whichever_it_was_kept() -> None:
    words = KINDS.words("tutoring")
    assert {"en", "ar", "es"} <= words.keys()
    assert len(set(words.values())) == len(words)
    for kept in words.values():
        for language, word in words.items():
            with override(language):
                assert KINDS.shown("tutoring", kept) == word


def test_a_name_of_its_own_stays_and_so_does_that_of_another_key() -> None:
    with override("ar"):
        assert KINDS.shown("club", "After-school club") == "After-school club"
        assert KINDS.shown("course", KINDS.words("club")["en"]) == "Club"
        assert KINDS.shown("choir", "Choir") == "Choir"
    assert KINDS.every("choir", "Choir") == {"": "Choir"}


def test_the_same_name_in_another_language_changes_nothing() -> None:
    row = SimpleNamespace(key="club", name="Club", judged=False)
    arabic = KINDS.words("club")["ar"]
    assert KINDS.differing(row, {"key": "club", "name": arabic, "judged": True}) == ["judged"]
    assert KINDS.differing(row, {"key": "club", "name": "Choir"}) == ["name"]
