"""What an import keeps of a set's odd characters is what every database can keep."""

import json

import pytest
from django.db import connection

from hedgerow.edges.exchange.models import Import

from .rosters import Set
from .sending import send

pytestmark = pytest.mark.django_db


def test_a_name_with_a_character_that_no_text_has_is_told_and_marked(ada, client) -> None:
    made = Set()
    made.row("users", "l1")["givenName"] = "A\0B"
    send(client, made.packed(), "set", "set.zip")
    row = Import.objects.get()
    assert row.state == "wrong"
    assert "\0" not in str(row.preview)
    assert "A\ufffdB" in json.dumps(row.preview, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT preview FROM exchange_import")
        assert "\\u0000" not in cursor.fetchone()[0]
