"""Health pages tell the truth about database, migrations and worker, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone

from hedgerow.foundation.installation import health, views
from hedgerow.foundation.installation.models import Installation, current_epoch
from hedgerow.foundation.jobs.models import Worker

GET = RequestFactory().get("/")


def test_alive_asks_nothing_of_the_database() -> None:
    assert views.alive(GET).status_code == 200


@pytest.mark.django_db
def test_it_is_ready_without_a_worker_but_says_so() -> None:
    answer = views.ready(GET)
    assert answer.status_code == 200
    assert json.loads(answer.content) == {
        "ready": True,
        "database": True,
        "migrated": True,
        "worker": False,
        "worker_seconds": None,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "works"), [(3, True), (31, False)])
def test_the_workers_heartbeat_has_an_age(seconds: int, works: bool) -> None:
    seen = timezone.now() - timedelta(seconds=seconds)
    Worker.objects.create(name="w", started_at=seen, seen_at=seen)
    body = json.loads(views.ready(GET).content)
    assert body["worker"] is works
    assert seconds <= body["worker_seconds"] < seconds + 5


@pytest.mark.django_db
def test_pending_migrations_make_it_unready() -> None:
    with patch.object(health, "pending_migrations", return_value=["journal.0003_more"]):
        answer = views.ready(GET)
    assert answer.status_code == 503
    assert json.loads(answer.content)["migrated"] is False


@pytest.mark.django_db
def test_a_database_that_does_not_answer_makes_it_unready() -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError):
        answer = views.ready(GET)
    assert answer.status_code == 503
    assert json.loads(answer.content)["database"] is False


@pytest.mark.django_db
def test_all_migrations_of_the_tests_are_applied() -> None:
    assert health.pending_migrations() == []


@pytest.mark.django_db
def test_there_is_one_installation_with_one_epoch() -> None:
    assert current_epoch() == current_epoch()
    assert Installation.objects.count() == 1
