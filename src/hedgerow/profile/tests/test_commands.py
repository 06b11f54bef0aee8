"""``hedgerow profile SLUG``."""

import json
from argparse import ArgumentParser

import pytest

from hedgerow.foundation.errors import NotFound
from hedgerow.profile import commands
from hedgerow.profile.definitions import IMPLEMENTED
from hedgerow.profile.models import Snapshot
from hedgerow.profile.tests.factories import an_ecosystem

pytestmark = pytest.mark.django_db


def run(*words):
    (command,) = commands.COMMANDS
    parser = ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.slow
def test_json_gives_each_reading_under_its_number(book, capsys):
    an_ecosystem()
    assert run("grove", "--json", "--as-of", "2026-06-30") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["readings"]) == list(IMPLEMENTED)
    reach = found["readings"]["4.1"]
    assert (reach["value"], reach["level"], reach["n"], reach["coverage"]) == (0.4, 3, 100, 1.0)
    assert reach["interval"] == [reach["lower"], reach["upper"]]
    assert found["window"] == ["2025-07-01", "2026-06-30"]
    assert found["features"]["4"]["sufficient"] == 6


@pytest.mark.slow
def test_text_is_a_table_for_the_eye(book, reach_alone, capsys):
    an_ecosystem()
    run("grove", "--as-of", "2026-06-30")
    printed = capsys.readouterr().out
    assert "4.1  Reach" in printed
    assert "40.0 %" in printed
    assert "proposed and unvalidated" in printed


@pytest.mark.slow
def test_records_that_wait_are_copied_first(book, reach_alone, monkeypatch):
    ecosystem, asked = an_ecosystem(), []
    monkeypatch.setattr("hedgerow.foundation.warehouse.actions.refresh", asked.append)
    run("grove")
    assert asked == [ecosystem.pk]


def test_an_unknown_ecosystem_is_refused(book):
    with pytest.raises(NotFound):
        run("nowhere")
    assert not Snapshot.objects.exists()
