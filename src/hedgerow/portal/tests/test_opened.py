"""Who opened one's record: a line for each reader and day."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.portal.queries.opened import opened

pytestmark = pytest.mark.django_db


def test_many_pages_of_one_reader_and_day_are_one_line_with_their_number() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    mia, tess, lia = (factories.person(aspen, name) for name in ("Mia", "Tess", "Lia"))
    for who, days, what in (
        (tess, 1, "attendance"), (tess, 0, "attendance"), (lia, 0, "attendance"),
        (tess, 0, "progress"), (tess, 0, "attendance"),
    ):  # fmt: skip
        Opening.objects.create(
            ecosystem=aspen.pk, learner=mia.pk, by_person=who.pk, via="page", what=what,
            at=NOW - timedelta(days=days),
        )  # fmt: skip
    lines = [(one.who, one.times, len(one.what)) for one in opened(mia)]
    assert lines == [("Tess", 3, 2), ("Lia", 1, 1), ("Tess", 1, 1)]
