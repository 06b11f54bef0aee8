"""Where very many served, their rows stand on several pages, and the file has all."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hedgerow.commons.activities.actions import mark_many
from hedgerow.commons.activities.models import Delivery
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests.factories import convener, organisation
from hedgerow.features.engagement.serving import views

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_rows_are_paged_on_the_page_and_whole_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made = club(learners=2)
    for name in ("Atlas", "Library", "Museum", "Theatre"):
        served = organisation(made.ecosystem, name, kind="partner")
        Delivery.objects.create(activity=made.activity, organisation=served)
    mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    monkeypatch.setattr(views, "LISTED", 2)
    client, url = (
        signed_in(convener(made.ecosystem).pk),
        reverse("serving", args=[made.ecosystem.slug]),
    )
    with time_machine.travel(date(2026, 10, 1), tick=False):
        pages = [client.get(url, {"after": n}).content.decode() for n in ("", "2", "4", "x")]
        file = client.get(url, {"after": 2, "format": "csv", "table": "serving"})
        rows = file.getvalue().decode().splitlines()
    assert [page.count('<th scope="row"><bdi>') for page in pages] == [2, 2, 1, 2]
    assert ["after=2#served" in page for page in pages] == [True, False, False, True]
    assert ["after=4#served" in page for page in pages] == [False, True, False, False]
    assert all("All, each learner once" in page for page in pages)
    assert len(rows) == 1 + 5 + 1
