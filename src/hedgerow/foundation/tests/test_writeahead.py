"""What a large transaction wrote is copied from the log into the file by a thread."""

import os
import sqlite3
import subprocess
import sys
import textwrap

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


@pytest.fixture
def said(tmp_path):
    """What a program prints that writes a large table so, in a data folder of its own."""

    def run(inside):
        program = """
            import threading, django
            django.setup()
            from django.db import connection, transaction
            from hedgerow.foundation.writeahead import copied_beside
            rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
            def write():
                with connection.cursor() as cursor:
                    cursor.execute("CREATE TABLE many (it BLOB)")
                    cursor.execute(f"INSERT INTO many {rows} SELECT zeroblob(1000000) FROM n")
            def copying():
                return [one for one in threading.enumerate() if one.name == "write-ahead log"]
            def pages():
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA wal_autocheckpoint")
                    return cursor.fetchone()[0]
            before = pages()
        """
        lines = textwrap.dedent(program) + textwrap.dedent(inside)
        environment = {
            **os.environ,
            "HEDGEROW_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "hedgerow.config.settings",
        }
        environment.pop("HEDGEROW_DATABASE_URL", None)
        told = subprocess.run(
            [sys.executable, "-c", lines],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout.split()

    return run


def whole(file):
    """How many rows the file has without its log."""
    alone = file.with_name("alone.sqlite3")
    alone.write_bytes(file.read_bytes())
    with sqlite3.connect(alone) as database:
        return database.execute("SELECT count(*) FROM many").fetchone()[0]


def test_the_rows_are_seen_at_once_and_copied_by_a_thread(said, tmp_path):
    told = said("""
        with copied_beside(), transaction.atomic():
            write()
        started = len(copying())
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM many")
            print(cursor.fetchone()[0], started, pages() == before)
        for one in copying():
            one.join()
        import shutil
        from pathlib import Path
        file = Path(connection.settings_dict["NAME"])
        shutil.copy(file, file.with_name("copied.sqlite3"))
    """)
    assert told == ["40", "1", "True"]
    assert whole(tmp_path / "copied.sqlite3") == 40


def test_a_transaction_that_fails_leaves_nothing_and_copies_as_before(said):
    told = said("""
        try:
            with copied_beside(), transaction.atomic():
                write()
                raise ValueError
        except ValueError:
            pass
        print("many" in connection.introspection.table_names(), pages() == before)
    """)
    assert told == ["False", "True"]


def test_inside_another_transaction_nothing_is_changed(said):
    told = said("""
        with transaction.atomic():
            with copied_beside():
                print(pages() == before)
                write()
            print(len(copying()))
    """)
    assert told == ["True", "0"]


def test_a_short_log_is_left_to_who_writes_next(said):
    told = said("""
        with copied_beside(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE few (it TEXT)")
        print(len(copying()), pages() == before)
    """)
    assert told == ["0", "True"]
