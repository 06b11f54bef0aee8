"""A set is compared before anything is locked; what happened since is not lost by it."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import actions, ready
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.comparing import cleaned
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .rosters import Set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEWARD = Actor.the_steward()


@pytest.fixture
def grove():
    return ecosystem("Grove", slug="grove")


@pytest.fixture
def upload(tmp_path):
    return Upload(Set("1.1").write(tmp_path / "set.zip"))


def test_what_was_compared_holds_while_nobody_does_anything_here(grove, upload, monkeypatch):
    made = ready.made_ready(grove, upload, cleaned(upload), STEWARD)
    save_people(ecosystem("Beside"), [{"code": "l1", "name": "Ida"}], by=STEWARD, at=AT)
    assert made.still_holds(grove)
    monkeypatch.setattr(actions, "compared", None)  # it would be called
    assert sum(import_file(grove, upload, by=STEWARD, at=AT, ready=made).new.values()) > 0


def test_it_is_compared_again_where_somebody_has(grove, upload):
    found = cleaned(upload)
    made = ready.made_ready(grove, upload, found, STEWARD)
    save_people(grove, [{"code": "l1", "name": "Somebody Else"}], by=STEWARD, at=AT)
    assert not made.still_holds(grove)
    done = import_file(grove, upload, by=STEWARD, at=AT, found=found, ready=made)
    assert done.changed == {"people": 1}
    assert Person.objects.get(kept_by=grove, code="l1").name == "Amira Nuñez"


def test_it_is_compared_again_on_another_day(grove, upload, monkeypatch):
    made = ready.made_ready(grove, upload, cleaned(upload), STEWARD)
    monkeypatch.setattr(ready, "today", lambda place: AT.date())
    assert not made.still_holds(grove)


def test_what_is_done_in_the_network_above_counts(upload):
    network = ecosystem("Network")
    grove = ecosystem("Grove", parent=network)
    made = ready.made_ready(grove, upload, cleaned(upload), STEWARD)
    save_people(network, [{"code": "x", "name": "Ida"}], by=STEWARD, at=AT)
    assert not made.still_holds(grove)
