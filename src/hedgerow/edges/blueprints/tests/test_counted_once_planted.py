"""Whoever opens a page once something is planted does not wait for a plan made of guesses."""

from argparse import ArgumentParser

import pytest
from django.db import connection

from hedgerow.edges.blueprints.commands import COMMANDS


@pytest.mark.django_db
@pytest.mark.sqlite  # PostgreSQL counts within a minute
def test_the_database_knows_how_much_there_is_once_it_is_planted() -> None:
    command, parser = next(one for one in COMMANDS if one.name == "plant"), ArgumentParser()
    command.configure(parser)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        command.run(parser.parse_args(["empty", "--as", "town", "--name", "Town"]))
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'ecosystems_ecosystem'")
        assert cursor.fetchone()[0] > 0
