"""What every page is looked at for: what axe minds, and what runs beyond the edge."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHOTS = os.environ.get("SHOTS", "")
"""A folder for pictures of the pages that scenarios look at; none are made without it."""


def violations(page: Page, rules: dict[str, list[str]] = RULES) -> list[str]:
    """What axe minds, each with the first element in which."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def fits(page: Page, name: str = "") -> None:
    """Nothing that axe minds, and nothing beyond the edge, once the page is whole."""
    page.wait_for_load_state()
    if SHOTS and name:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert page.evaluate(OVERFLOW) <= 0
    assert violations(page) == []
