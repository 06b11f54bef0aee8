"""Every command explains itself, shows an example that parses, and can answer as JSON."""

import argparse
import shlex
import subprocess
import sys

import pytest

from hedgerow.config import cli
from hedgerow.foundation.commands import Command

COMMANDS = cli.commands()
WANTED = {"run", "plant", "import", "show", "profile", "doctor", "backup", "restore"}


def parser_of(command: Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(exit_on_error=False)
    command.configure(parser)
    return parser


def test_names_are_given_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_holds_the_example(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main([command.name, "--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0
    assert command.example in said
    assert command.summary.endswith(".")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_example_parses(command: Command) -> None:
    words = shlex.split(command.example)
    assert words[:2] == ["hedgerow", command.name]
    parser_of(command).parse_args(words[2:])


def test_a_refusal_ends_the_program_with_code_one() -> None:
    program = [sys.executable, "-m", "hedgerow.config", "plant", "no-such-blueprint", "--history"]
    refused = subprocess.run(program, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "(blueprints.unreadable)" in refused.stderr


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.name in WANTED], ids=lambda command: command.name
)
def test_it_can_answer_as_json(command: Command) -> None:
    assert "--json" in parser_of(command).format_usage()
