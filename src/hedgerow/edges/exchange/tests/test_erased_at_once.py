"""An erasure waits for an import that is being written, then takes away what that wrote, too.

Only PostgreSQL lets both begin; on SQLite, with its one writer, one comes after the other.
"""

import time
from dataclasses import replace
from functools import partial
from threading import Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import named
from hedgerow.commons.people.models import NameWord, Person
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.models import Import, ImportTrace
from hedgerow.foundation import jobs
from hedgerow.portal.erasing import erase_person

from .sending import confirm, send
from .test_targets import AT, as_ready
from .undoings import STEWARD

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.slow,
]
HEAD = "code,name,role\n"
CHANGED = f"{HEAD}L1,Bo Eks,tutor\nL2,Cy,learner\n"


@pytest.fixture
def bo(grove, tmp_path):
    import_file(grove, as_ready(tmp_path, "people", f"{HEAD}L1,Bo Ek,learner\n"), by=STEWARD, at=AT)
    return Person.objects.get(code="L1")


@pytest.fixture
def erasing(bo, monkeypatch):
    """Begins to erase while people are being saved; gives what ends it, and what it came to."""
    came, target = [], TARGETS["people"]

    def erase():
        try:
            erase_person(bo, by=STEWARD, at=timezone.now())
            came.append("erased")
        except Exception as error:  # noqa: BLE001 - told by the test that waits for the thread
            came.append(repr(error))
        finally:
            if other.is_alive():
                connections.close_all()

    other = Thread(target=erase)

    def saving(*given):
        if connection.vendor != "sqlite" and not other.ident:
            other.start()
            time.sleep(1)
            assert came == [], "the erasure did not wait"
        target.save(*given)

    def ended():
        if connection.vendor == "sqlite":
            erase()
        else:
            other.join(30)
        return came

    monkeypatch.setitem(TARGETS, "people", replace(target, save=saving))
    return ended


def assert_erased(bo):
    bo.refresh_from_db()
    assert (bo.name, bo.erased_at is not None) == ("", True)
    assert not NameWord.objects.filter(person=bo).exists()
    assert not ImportTrace.objects.filter(first=bo.pk).exists()
    assert Person.objects.filter(name="Cy").count() == 1
    assert Assignment.objects.filter(person__code="L2").exists()


def test_a_file_that_a_command_brings_in(erasing, bo, grove, tmp_path):
    upload = as_ready(tmp_path, "people", CHANGED)
    import_file(grove, upload, by=STEWARD, at=AT)
    assert erasing() == ["erased"]
    assert_erased(bo)


def test_a_confirmed_file_that_a_job_brings_in(erasing, bo, ada):
    send(ada, CHANGED, "ready:people")
    row = Import.objects.latest("pk")
    confirm(ada, row)
    jobs.run_pending()
    assert erasing() == ["erased"]
    row.refresh_from_db()
    assert row.state == "done"
    assert_erased(bo)


def test_others_write_in_the_ecosystem_while_somebody_is_erased(bo, grove, monkeypatch):
    wait = Thread(target=partial(_named, grove))

    def meanwhile(*given):
        if connection.vendor != "sqlite":
            wait.start()
            wait.join(10)
            assert not wait.is_alive()

    monkeypatch.setattr("hedgerow.portal.erasing.forget_learner", meanwhile)
    erase_person(bo, by=STEWARD, at=timezone.now())
    if connection.vendor == "sqlite":
        named(grove, "Di")
    assert Person.objects.filter(name="Di").exists()


def _named(grove):
    try:
        named(grove, "Di")
    finally:
        connections.close_all()
