"""An outline becomes a tree of items."""

from hedgerow.commons.frameworks.rules import Line, read_outline


def test_indentation_makes_parts() -> None:
    text = "A Reading\n  A1 Stories\n  A2\n    A2a Verse\nB Writing\n"
    assert read_outline(text) == [
        Line("A", "Reading"),
        Line("A1", "Stories", "A"),
        Line("A2", "", "A"),
        Line("A2a", "Verse", "A2"),
        Line("B", "Writing"),
    ]


def test_lines_copied_from_a_spreadsheet_are_read() -> None:
    assert read_outline("A\tReading aloud\n\nB\t\n") == [Line("A", "Reading aloud"), Line("B", "")]
