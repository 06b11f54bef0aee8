"""The cast, planted once for each module."""

from collections.abc import Generator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from .cast import Cast, plant_cast


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Cast, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant_cast()
        transaction.set_rollback(True)
