"""An import whose job failed for good says so, so that no program waits for it for ever."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hedgerow.edges.exchange import undoing
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
CASE = {
    "CFDocument": {"identifier": "d0000000-0000-4000-8000-000000000000", "title": "Maths"},
    "CFItems": [{"identifier": "10000000-0000-4000-8000-000000000001", "fullStatement": "Counts"}],
}


def test_an_import_whose_job_failed_says_so(valley) -> None:
    file = SimpleUploadedFile("maths.json", json.dumps(CASE).encode())
    sent = valley.ada.client.post(
        f"/api{valley.path}/case",
        {"file": file},
        headers={"Authorization": f"Bearer {valley.ada.secret}"},
    ).json()
    one = f"{valley.path}/imports/{sent['uuid']}"
    body = {"digest": sent["digest"]}
    assert valley.ada.ask("post", f"{one}/confirm", body).json()["state"] == "running"
    Job.objects.update(state="failed")
    found = valley.ada.ask("get", one).json()
    assert found["state"] == "failed"
    assert "could not be finished" in found["refused"]
    (line,) = valley.ada.ask("get", f"{valley.path}/imports").json()["items"]
    assert line["state"] == "failed"
    for state, count in (("failed", 1), ("running", 0)):
        listed = valley.ada.ask("get", f"{valley.path}/imports?state={state}").json()
        assert len(listed["items"]) == count
    assert valley.ada.ask("post", f"{one}/discard").json()["state"] == "discarded"


def test_an_undoing_that_failed_says_that_what_came_in_stands_and_may_be_tried_again(
    valley, monkeypatch
) -> None:
    monkeypatch.setattr(undoing, "AT_ONCE", 0)
    file = SimpleUploadedFile("maths.csv", b"kind,code,name,sector\npartner,P9,Museum,culture\n")
    sent = valley.ada.client.post(
        f"/api{valley.path}/imports",
        {"file": file, "mapping": "ready:organisations"},
        headers={"Authorization": f"Bearer {valley.ada.secret}"},
    ).json()
    one = f"{valley.path}/imports/{sent['uuid']}"
    valley.ada.ask("post", f"{one}/confirm", {"digest": sent["digest"]})
    jobs.run_pending()
    assert valley.ada.ask("post", f"{one}/undo").json()["state"] == "undoing"
    Job.objects.filter(name="exchange.undo").update(state="failed")
    found = valley.ada.ask("get", one).json()
    assert found["state"] == "failed"
    assert "stands as before. Undo it again" in found["refused"]
    valley.ada.ask("post", f"{one}/undo")
    jobs.run_pending()
    assert valley.ada.ask("get", one).json()["state"] == "undone"
