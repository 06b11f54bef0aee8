"""Whom an ecosystem keeps by codes is read once where nobody comes or goes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.codes import people_by_code, read_once
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db


def test_codes_are_read_once_within_and_anew_after() -> None:
    one, other = ecosystem(), ecosystem()
    Person.objects.create(kept_by=one, code="a", name="A", sort_name="a", created_at=NOW)
    with CaptureQueriesContext(connection) as queries, read_once():
        assert people_by_code(one)["code"].to_list() == ["a"]
        Person.objects.create(kept_by=one, code="b", name="B", sort_name="b", created_at=NOW)
        assert people_by_code(one)["code"].to_list() == ["a"]
        assert people_by_code(other).is_empty()
    asked = [query for query in queries if not query["sql"].startswith(("INSERT", "SAVEPOINT"))]
    assert len(asked) == 2
    assert sorted(people_by_code(one)["code"]) == ["a", "b"]
