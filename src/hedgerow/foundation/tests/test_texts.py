"""Characters that no text has are read as if they were not there."""

import pytest
from django.http import QueryDict

from hedgerow.foundation.texts import all_plain, all_straight, cleaned, plain


def test_texts_are_cleaned_of_control_characters_alone() -> None:
    sent = cleaned(QueryDict("a=x%00y&a=%07%EF%BF%BF&b%00=tab%09line%0A"))
    assert dict(sent.lists()) == {"a": ["xy", ""], "b": ["tab\tline\n"]}
    with pytest.raises(AttributeError):
        sent["a"] = "changed"


def test_what_has_none_is_left_alone() -> None:
    sent = QueryDict("a=x&ünï=ß")
    assert cleaned(sent) is sent


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e", *"\u2066\u2067\u2068\u2069"])
def test_a_line_keeps_no_mark_that_turns_what_stands_after_it(mark: str) -> None:
    assert plain(f"Bo{mark}nam\n") == "Bonam\n"
    assert plain(f"One line.\r\n{mark}Another.") == f"One line.\r\n{mark}Another."
    assert dict(cleaned(QueryDict(f"name=Bo{mark}nam")).lists()) == {"name": ["Bonam"]}


def test_joiners_and_marks_that_turn_nothing_stay() -> None:
    names = ("می\u200cخواهم", "آب \u200f(א)", "\u200eBo", "\U0001f469\u200d\U0001f33e")
    assert [plain(one) for one in names] == list(names)


def test_of_what_a_file_holds_every_line_is_made_straight_however_deep() -> None:
    held = {"name": "Bo\u202enam", "in": [{"he": "\u2067x\u0007"}, 5, None, True]}
    assert all_straight(held) == {"name": "Bonam", "in": [{"he": "x\u0007"}, 5, None, True]}
    assert all_plain(held)["in"][0] == {"he": "x"}
