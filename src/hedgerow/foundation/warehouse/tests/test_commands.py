"""``hedgerow warehouse``."""

from argparse import ArgumentParser
from datetime import date

import pytest

from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse import commands
from hedgerow.foundation.warehouse.tests.factories import GROVE, ORCHARD, a_mark

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words):
    (command,) = commands.COMMANDS
    parser = ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.slow
def test_a_rebuild_copies_every_month_of_the_ecosystems_named(marks, capsys):
    marks.rows += [a_mark(10), a_mark(11, day=date(2026, 4, 1)), a_mark(20, ecosystem=ORCHARD)]
    assert run("rebuild", str(GROVE)) == 0
    assert warehouse.table("attendance", [GROVE, ORCHARD]).count().execute() == 2
    assert "3 partitions" in capsys.readouterr().out
