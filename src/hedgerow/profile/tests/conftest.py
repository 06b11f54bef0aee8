import pytest
from django.db import transaction
from django.test import override_settings

from hedgerow.profile import earlier, sources
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.tests.factories import AT, STEWARD, a_lively_book, an_ecosystem


@pytest.fixture
def book(monkeypatch, settings, tmp_path):
    """The warehouse of every ecosystem, for this test."""
    found = a_lively_book()
    settings.HEDGEROW_HOME = tmp_path
    monkeypatch.setattr(sources.EcosystemSource, "table", lambda self, name: found.table(name))
    monkeypatch.setattr(earlier, "is_recorded", lambda *_of: True)  # which looks at files alone
    return found


@pytest.fixture
def reach_alone(monkeypatch):
    """Only one measure is computed: what is tried is what becomes of readings."""
    alone = {"4.1": sources.measures()["4.1"]}
    monkeypatch.setattr(sources, "measures", lambda: alone)


@pytest.fixture(scope="module")
def meadow(django_db_setup, django_db_blocker, tmp_path_factory):
    """A simulated ecosystem whose profile was computed from a lively book, once for a module."""
    found, home = a_lively_book(), tmp_path_factory.mktemp("meadow")
    with pytest.MonkeyPatch.context() as patch, override_settings(HEDGEROW_HOME=home):
        patch.setattr(sources.EcosystemSource, "table", lambda self, name: found.table(name))
        with django_db_blocker.unblock(), transaction.atomic():
            ecosystem = an_ecosystem("meadow", simulated=True)
            compute_profile(ecosystem.pk, by=STEWARD, at=AT)
            yield ecosystem
            transaction.set_rollback(True)
