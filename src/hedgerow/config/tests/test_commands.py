"""Every command explains itself, shows an example that parses, and can answer as JSON."""

import argparse
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

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


@pytest.mark.kill
@pytest.mark.parametrize("words", ["show grove", "profile grove", "plant empty --as grove"])
def test_a_command_finds_a_database_in_an_empty_folder(words: str, tmp_path: Path) -> None:
    done = command_in(tmp_path / "new", words)
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) == words.startswith("plant"), done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.kill
def test_a_database_that_waits_for_changes_is_left_as_it_is(tmp_path: Path) -> None:
    command_in(tmp_path, "plant empty --as grove")
    with closing(sqlite3.connect(tmp_path / "hedgerow.sqlite3")) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.commit()
    done = command_in(tmp_path, "show grove")
    assert done.returncode == 1
    assert "(serve.database_is_older)" in done.stderr


def command_in(home: Path, words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "hedgerow.config", *words.split()]
    told = {key: value for key, value in os.environ.items() if not key.startswith("HEDGEROW_")}
    return subprocess.run(
        program,
        capture_output=True,
        text=True,
        check=False,
        env=told | {"HEDGEROW_HOME": str(home)},
    )


@pytest.mark.kill
def test_what_was_entered_wrongly_is_named(tmp_path: Path) -> None:
    refused = command_in(tmp_path, "admit not-an-address")
    assert refused.returncode == 1
    assert "  address: “not-an-address” is no e-mail address." in refused.stderr
    assert "marked" not in refused.stderr


def test_a_refusal_ends_the_program_with_code_one(tmp_path: Path) -> None:
    refused = command_in(tmp_path, "plant no-such-blueprint --history")
    assert refused.returncode == 1
    assert "(blueprints.unreadable)" in refused.stderr


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.name in WANTED], ids=lambda command: command.name
)
def test_it_can_answer_as_json(command: Command) -> None:
    assert "--json" in parser_of(command).format_usage()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_command_without_a_blueprint_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plant"]) == 1
    assert "--all" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["plant", "tulsa", "--scale", "0"])
    assert "more than 0" in capsys.readouterr().err


@pytest.mark.kill
def test_a_reader_who_has_read_enough_is_no_fault(tmp_path: Path) -> None:
    command_in(tmp_path, "plant empty --as grove")
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "hedgerow.config", "show", "grove", "--json"]
    env = os.environ | {"HEDGEROW_HOME": str(tmp_path)}
    done = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, env=env, check=False)
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
