"""A partition read by columns has what its rows have, on either engine."""

from datetime import date

import pytest

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.activities.tests.factories import a_term
from hedgerow.foundation.warehouse import by_columns
from hedgerow.foundation.warehouse.schemas import ENROLMENT

pytestmark = pytest.mark.django_db


def test_public_ids_days_and_yes_or_no_come_as_the_schema_says() -> None:
    made = a_term()
    places = Enrolment.objects.filter(ecosystem=made.ecosystem)
    first = places.order_by("pk").first()
    assert first is not None
    places.filter(pk=first.pk).update(ends=date(2026, 12, 31), dropped=True)
    sources = {"enrolment_uuid": "uuid", "began": "starts", "ended": "ends", "dropped": "dropped",
               "person": "person_id"}  # fmt: skip
    found = by_columns.partition(ENROLMENT, places, sources, 7)
    kept = [(one.pk, str(one.uuid), one.starts, one.ends, one.dropped, one.person_id, 7)
            for one in places.order_by("pk")]  # fmt: skip
    assert len(kept) > 1
    assert [(*row[:4], bool(row[4]), *row[5:]) for row in found.rows()] == kept


def test_no_row_has_every_column_all_the_same() -> None:
    found = by_columns.partition(ENROLMENT, Session.objects.filter(pk=0), {"began": "day"}, 7)
    assert found.is_empty()
    assert found.columns == ["pk", "began", "ecosystem"]
