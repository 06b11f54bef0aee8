"""The documentation says what is so: links, commands, settings, files, and the whole reference."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from hedgerow.config import cli
from hedgerow.config.env import VARIABLES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
every_page = pytest.mark.parametrize("page", PAGES, ids=NAMES)


def blocks(page: Path) -> list[str]:
    """Lines of the code blocks that name no language: what a reader would type."""
    found, language = [], None
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            language = line[3:] if language is None else None
        elif language == "" and line.strip():
            found.append(line)
    return found


def commands_in(page: Path) -> list[str]:
    return [line for line in blocks(page) if line.startswith("hedgerow ")]


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        there = (page.parent / target).resolve()
        if "://" not in target and not there.exists():
            broken.append(target)
    assert broken == []


@every_page
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:src|tests|scripts|docs)/[\w./-]+)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("line", sorted({one for page in PAGES for one in commands_in(page)}))
def test_a_command_in_the_docs_parses(line: str) -> None:
    words = shlex.split(line)[1:]
    commands = {command.name: command for command in cli.commands()}
    parser = argparse.ArgumentParser(exit_on_error=False)
    commands[words[0]].configure(parser)
    parser.parse_args(words[1:])


def test_there_are_commands_to_look_at() -> None:
    assert sum(len(commands_in(page)) for page in PAGES) > 10


@every_page
def test_make_targets_in_the_docs_exist(page: Path) -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    used = {line.split()[1] for line in blocks(page) if line.startswith("make ")}
    used |= set(re.findall(r"`make (\w+)", page.read_text(encoding="utf-8")))
    assert {one for one in used if not re.search(rf"^(.* )?{one}( .*)?:$", targets, re.M)} == set()


def test_operating_lists_every_setting_with_its_default() -> None:
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(HEDGEROW_\w+)` \| `?([^`|]*?)`? *\|", text, re.M))
    assert rows == {variable.name: variable.default for variable in VARIABLES}


@every_page
def test_no_page_names_a_setting_that_is_not_there(page: Path) -> None:
    named = set(re.findall(r"HEDGEROW_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))
    assert named - {variable.name for variable in VARIABLES} == set()


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda p: p.stem
)
def test_a_decision_is_two_paragraphs(page: Path) -> None:
    heading, *paragraphs = page.read_text(encoding="utf-8").strip().split("\n\n")
    assert re.match(r"# \d{4} \S", heading)
    assert heading[2:6] == page.name[:4]
    assert len(paragraphs) == 2


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in (ROOT / "docs/decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
