"""The cast, planted once for each module; and one whose ecosystem is closed."""

from collections.abc import Generator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.membership.actions import close_ecosystem
from hedgerow.foundation.permissions import Actor

from .cast import AT, Cast, plant_cast


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Cast, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant_cast()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def closed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Generator[Cast, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = plant_cast()
        home = cast.home.ecosystem
        close_ecosystem(home, home.name, by=Actor.the_steward(), at=AT)
        yield cast
        transaction.set_rollback(True)
