"""What is wrong with a mapping is said in our own words, at its line or path."""

import tomllib

import pytest
from django.utils.translation import override

from hedgerow.edges.exchange.errors import MappingWrong
from hedgerow.edges.exchange.mappings import parse_mapping, read_mapping

BLOCK = 'target = "x"\n[[rows]]\nlabel = "a"\n[rows.fields]\n'


def refused(text: str) -> MappingWrong:
    with pytest.raises(MappingWrong) as wrong:
        parse_mapping(text, "m.toml")
    return wrong.value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('target = "x"\nrows 2\n', "m.toml, line 2, column 6: "),
        ("[rows\n", "m.toml, line 1, column 6: "),
        ('target = "x"\r\n\r\ntitle = "y\r\n', "m.toml, line 3, column 11: "),
        ("[[rows]]\n[rows]\n", "m.toml, line 2, column 6: "),
        ("rows = [", "m.toml, at the end: "),
        ("target = 1\ntarget = 2", "m.toml, at the end: "),
    ],
)
def test_a_fault_of_syntax_is_named_with_its_place_and_no_word_of_the_parser(
    text: str, place: str
) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as parser:
        tomllib.loads(text)
    said = str(refused(text))
    assert said.startswith(place)
    assert "quotation mark or bracket left open" in said
    assert str(parser.value).partition(" (")[0] not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "m.toml, target: a value here"),
        ("target = 3", "m.toml, target: a text in quotation marks"),
        (BLOCK + "colour = 3", "m.toml, rows.0.fields.colour: a table of names and values"),
        (BLOCK + 'a = { colum = "x" }', "rows.0.fields.a.colum: nothing: a mapping has no such"),
        (BLOCK + 'a = { column = "x", decimal = ";" }', "decimal: one of: '.', ','"),
        (BLOCK + 'a = { column = "x", digits = 0 }', "digits: a number of at least 1"),
        (BLOCK + 'a = { column = "x", digits = 50 }', "digits: a number of at most 40"),
        (BLOCK + 'a = { column = "x", digits = 1.5 }', "digits: a whole number"),
        (BLOCK + 'a = { column = "x", optional = "y?" }', "optional: true or false"),
        (BLOCK + 'a = { column = "x", join = 3 }', "join: a list in square brackets"),
        (BLOCK + "a = {}", "rows.0.fields.a: exactly one of column, constant and join"),
        (f'target = "x"\ntitle = "{"x" * 121}"', "title: at most 120 characters"),
        ('target = "x"\nrows = []', "rows: a list that is not empty"),
        ('target = "x"\n[[rows]]\nlabel = ""\nfields = {}', "label: a text that is not empty"),
        ("a = " + "9" * 5000, "m.toml, -: whole numbers of at most 19 digits"),
        ("a." * 60_000 + "b=1", "m.toml, -: names of at most 16 parts"),
        ("a = " + "[" * 5000, "m.toml, -: fewer brackets within brackets"),
    ],
)
def test_what_was_expected_is_said_in_our_own_words(text: str, said: str) -> None:
    assert said in str(refused(text))


def test_a_reader_of_arabic_reads_arabic() -> None:
    with override("ar"):
        said = str(refused("target 3"))
    assert "TOML" in said
    assert not {"what", "stands", "line"} & set(said.split())


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path) -> None:
    with pytest.raises(MappingWrong, match="a file that is there"):
        read_mapping(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MappingWrong, match="a text file in UTF-8"):
        read_mapping(tmp_path / "odd.toml")
