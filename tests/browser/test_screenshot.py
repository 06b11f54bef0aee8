"""Takes the picture that the README shows, where README_PICTURE names the file to write."""

import os

from tests.browser.conftest import Visit

PICTURE = os.environ.get("README_PICTURE", "")

if PICTURE:

    def test_the_picture_is_taken(visit: Visit) -> None:
        page = visit()
        page.set_viewport_size({"width": 1280, "height": 1240})
        page.goto("/e/valley/")
        page.screenshot(path=PICTURE)
