"""What every page is looked at for: what axe minds, and what runs beyond the edge."""

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})"
"""Without the sheets that it would fetch anew for each page, to see whether one turns the page;
tests/architecture/test_sheets.py asks that of the sheets themselves."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHOTS = os.environ.get("SHOTS", "")
"""A folder for pictures of the pages that scenarios look at; none are made without it."""


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe minds, each with the first element in which."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE, rules)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def follow(leading: Locator) -> None:
    """Press what leads to another page, and go on once that page is whole.

    A click alone may return while the page before still stands.
    """
    with leading.page.expect_navigation():
        leading.click()


def fits(page: Page, name: str = "") -> None:
    """Nothing that axe minds, and nothing beyond the edge, once the page is whole."""
    page.wait_for_load_state()
    if SHOTS and name:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert page.evaluate(OVERFLOW) <= 0
    assert violations(page) == []


def reads_at_night(page: Page) -> None:
    """No colours that axe minds where the reader's system is dark."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, COLOURS) == []
    page.emulate_media(color_scheme="light")
