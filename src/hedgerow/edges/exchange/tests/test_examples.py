"""Worked mappings are known by name, and a file of one's own goes before them."""

from pathlib import Path

import pytest

from hedgerow.edges.exchange.examples import examples, mapping_file


@pytest.mark.parametrize("name", ["california-schools.toml", "california-schools"])
def test_an_example_is_found_by_its_name(name: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert mapping_file(Path(name)) in examples()


def test_ones_own_file_of_that_name_goes_before(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = Path("california-schools.toml")
    own.write_text("")
    assert mapping_file(own) == own


def test_another_folder_is_left_as_it_was_said() -> None:
    said = Path("elsewhere/california-schools.toml")
    assert mapping_file(said) == said
