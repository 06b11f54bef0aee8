"""Others who act in the middle of an import's writing, on a connection of their own.

Only PostgreSQL lets them write meanwhile; on SQLite, with its one writer, they do so right after.
"""

from dataclasses import replace
from threading import Thread

from django.db import connection, connections, transaction

from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.models import Import

from .test_targets import AT, YEAR, as_ready
from .undoings import STEWARD


class Meanwhile:
    """Has others act in the middle of an import's writing, before and after it has written."""

    def __init__(self, folder, grove, monkeypatch):
        self.folder, self.grove, self.monkeypatch = folder, grove, monkeypatch

    def bring(self, name, content=None, *, before=None, after=None):
        upload = as_ready(self.folder, name, content or YEAR[name])
        with self.monkeypatch.context() as patch:
            said = around(TARGETS[name].save, before, after)
            patch.setitem(TARGETS, name, replace(TARGETS[name], save=said))
            done = import_file(self.grove, upload, by=STEWARD, at=AT)
        later(before, after)
        return Import.objects.get(uuid=done.row)


def around(save, before, after):
    def saving(*given, **named):
        elsewhere(before)
        saved = save(*given, **named)
        elsewhere(after)
        return saved

    return saving


def elsewhere(act):
    """Do it on a connection of its own, where the database lets two write at once."""
    if act is None or connection.vendor == "sqlite":
        return
    other = Thread(target=_closing, args=[act])
    other.start()
    other.join(20)
    assert not other.is_alive()


def _closing(act):
    try:
        with transaction.atomic():
            act()
    finally:
        connections.close_all()


def later(*acts):
    if connection.vendor == "sqlite":
        for act in filter(None, acts):
            act()
