"""An ecosystem leaves as one file, with and without JavaScript."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit

PATIENCE = 30_000


@pytest.mark.parametrize("scripted", [True, False])
def test_a_convener_takes_everything_away(
    scripted: bool, site: Site, visit: Visit, tmp_path: Path
) -> None:
    page = visit("convener", width=360, java_script_enabled=scripted, accept_downloads=True)
    page.goto(f"/e/{site.names['slug']}/settings/archive/")
    page.get_by_role("button", name="Make an archive").click()
    link = page.get_by_role("link", name="Download the archive")
    for _look in range(0 if scripted else 20):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(link).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as waiting:
        link.click()
    file = tmp_path / "away.zip"
    waiting.value.save_as(file)
    with zipfile.ZipFile(file) as packed:
        described = json.loads(packed.read("datapackage.json"))
        assert packed.testzip() is None
    assert described["name"] == site.names["slug"]
    assert {"people", "attendance", "seals"} <= {one["name"] for one in described["resources"]}
