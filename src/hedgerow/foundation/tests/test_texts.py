"""Characters that no text has are read as if they were not there."""

from time import perf_counter

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from hedgerow.foundation.texts import (
    TURNING,
    all_closed,
    all_plain,
    cleaned,
    closed,
    plain,
    straight,
)


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


@pytest.mark.parametrize("mark", [*"\u2066\u2067\u2068"])
def test_a_line_keeps_isolates_that_are_closed_in_it(mark: str) -> None:
    assert plain(f"A {mark}Bo{mark}nam\u2069\u2069 b") == f"A {mark}Bo{mark}nam\u2069\u2069 b"
    assert plain(f"{mark}Bo\u2069nam{mark}") == f"{mark}Bo\u2069nam"
    assert plain(f"{mark}Bo \u202anam\u202c\u2069") == f"{mark}Bo nam\u2069"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u202bBo\u202c nam", "\u202bBo\u202c nam"),
        ("\u202bBo nam", "Bo nam"),
        ("Bo\u202c nam\u2069", "Bo nam"),
        ("\u2067Bo \u202enam\u2069 x", "\u2067Bo \u202enam\u2069 x"),
        ("\u202b\u2067Bo\u202c\u2069", "\u2067Bo\u2069"),
        ("\u200eBo\u200f", "\u200eBo\u200f"),
    ],
)
def test_of_what_a_file_holds_every_mark_stays_that_is_closed_in_its_line(
    text: str, kept: str
) -> None:
    assert closed(text) == kept


@given(some.text(alphabet="ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", max_size=12))
def test_what_stands_after_a_line_is_never_turned(text: str) -> None:
    for made in (plain(text), closed(text)):
        depth = list[str]()
        for sign in TURNING.findall(made):
            if sign == "\u2069":
                while depth and depth.pop() not in "\u2066\u2067\u2068":
                    pass
            elif sign == "\u202c":
                assert depth.pop() not in "\u2066\u2067\u2068"
            else:
                depth.append(sign)
        assert depth == []
        assert (plain(made), closed(made)) == (plain(made), made)
        assert TURNING.sub("", made) == TURNING.sub("", text)


def test_very_many_marks_in_one_line_keep_nobody_waiting() -> None:
    many = 20_000
    text = "\u2066" * many + "\u2069" * many
    began = perf_counter()
    assert straight(text) == text
    assert perf_counter() - began < 2


def test_of_what_a_file_holds_no_line_turns_another_however_deep() -> None:
    held = {"name": "Bo\u202enam", "in": [{"he": "\u2067x\u0007"}, 5, None, True]}
    assert all_closed(held) == {"name": "Bonam", "in": [{"he": "x\u0007"}, 5, None, True]}
    assert all_plain(held)["in"][0] == {"he": "x"}
