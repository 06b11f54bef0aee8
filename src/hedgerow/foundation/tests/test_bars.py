"""What a command that takes a while says where its words go into a log."""

import pytest

from hedgerow.foundation.bars import bar, named_bar


def test_a_log_hears_at_once_what_begins_and_then_each_tenth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with bar("Counting") as told:
        assert capsys.readouterr().err == "Counting ...\n"
        for done in range(1, 101):
            told(done, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"Counting ({share} %)" for share in range(10, 101, 10)]


def test_a_log_hears_each_name_once(capsys: pytest.CaptureFixture[str]) -> None:
    with named_bar("Planting") as told:
        for name, done in (("oak", 0), ("oak", 1), ("elm", 50), ("elm", 51)):
            told(name, done, 1000)
    said = ["Planting ...", "Planting: oak (0 %)", "Planting: elm (5 %)"]
    assert capsys.readouterr().err.splitlines() == said


def test_without_a_total_nothing_is_divided(capsys: pytest.CaptureFixture[str]) -> None:
    with named_bar("Planting") as told:
        told("oak", 7, None)
        told("oak", 0, 0)
    assert capsys.readouterr().err.splitlines() == ["Planting ...", "Planting: oak"]
