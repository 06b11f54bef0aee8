import pytest

from hedgerow.profile import sources
from hedgerow.profile.tests.factories import a_lively_book


@pytest.fixture
def book(monkeypatch, settings, tmp_path):
    """The warehouse of every ecosystem, for this test."""
    found = a_lively_book()
    settings.HEDGEROW_HOME = tmp_path
    monkeypatch.setattr(sources.EcosystemSource, "table", lambda self, name: found.table(name))
    return found
