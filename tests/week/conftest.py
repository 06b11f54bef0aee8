"""The street with one thing of everything, filled once for each module."""

import pytest
from django.db import transaction

from tests.week.street import street


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        found = street()
        found.fill()
        yield found
        transaction.set_rollback(True)
