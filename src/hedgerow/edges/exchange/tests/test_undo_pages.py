"""The page of an import undoes it, or says why not; a large one by a job."""

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange import undoing
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, page, send

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_page_undoes_an_import_or_says_why_not(ada):
    send(ada)
    row = Import.objects.get()
    undo_address = reverse("undo-import", args=["grove", row.uuid])
    assert ada.post(undo_address).status_code == 409
    confirm(ada, row)
    jobs.run_pending()
    assert "Undo this import" in page(ada, row)
    send(ada, "code,name,role,organisation_code\nL1,Mo,learner,0012\n", "ready:people")
    people = Import.objects.latest("pk")
    confirm(ada, people)
    jobs.run_pending()
    assert (
        "roles refer to what it brought in (1)"
        in ada.post(undo_address, follow=True).content.decode()
    )
    assert Organisation.objects.count() == 2
    ada.post(reverse("undo-import", args=["grove", people.uuid]))
    assert ada.post(undo_address).status_code == 302
    assert not Organisation.objects.exists()
    said = page(ada, row)
    assert "This import was undone" in said
    assert "Undo this import" not in said


@pytest.mark.slow
def test_a_large_import_is_undone_by_a_job(ada, monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 1)
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    jobs.run_pending()
    address = reverse("undo-import", args=["grove", row.uuid])
    ada.post(address)
    assert "at work" in page(ada, row)
    Organisation.objects.filter(code="0012").update(name="Elm")
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done"
    assert "have changed" in page(ada, row)
    Organisation.objects.filter(code="0012").update(name="Elm House")
    ada.post(address)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "undone"
    assert not Organisation.objects.exists()
