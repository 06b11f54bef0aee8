"""An import whose job failed for good says so, so that no program waits for it for ever."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

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
    assert valley.ada.ask("post", f"{one}/discard").json()["state"] == "discarded"
