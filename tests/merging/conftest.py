"""An ecosystem, and two records of one person in it."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.people.models import (
    Person,
)


@pytest.fixture
def eco():
    return ecosystem(slug="valley")


@pytest.fixture
def ada(eco) -> Person:
    return person(eco, "Ada Lovelace")


@pytest.fixture
def twin(eco) -> Person:
    return person(eco, "Ada Lovelace")
