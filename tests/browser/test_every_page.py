"""Every page there is, for everybody: in both themes, at every width, in two directions.

The pages are those of the permission table, visited by whoever it says may open them.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Response

from tests.browser.conftest import Site, Visit
from tests.browser.looking import OVERFLOW, RULES, violations
from tests.permissions.asking import rows

NARROW = 320
COLOURS = ["color-contrast"]
ROLES = ("convener", "educator", "guardian", "learner", "public")


def pages(site: Site, role: str) -> list[str]:
    """Addresses of the pages that the table lets this role open."""
    return [
        row.path.format(**site.names)
        for row in rows()
        if row.get[role] == 200 and (row.path == "/api/" or not row.path.startswith("/api/"))
    ]


def walk(page: Page, site: Site, role: str, look: Callable[[Page], list[str]]) -> list[str]:
    """Visit every page of the role; return all that is wrong with them."""
    wrong = []
    for address in pages(site, role):
        answer = opened(page, address)
        if answer is None:
            continue
        if answer.status != 200 or answer.request.redirected_from:
            wrong.append(f"{address}: {answer.status} at {answer.url}")
        elif "text/html" in answer.headers.get("content-type", ""):
            wrong.extend(f"{address} {said}" for said in look(page))
    return wrong


def opened(page: Page, address: str) -> Response | None:
    """What the page answered; nothing if it is a file to keep."""
    try:
        return page.goto(address)
    except Error as refused:
        if "Download is starting" not in refused.message:
            raise
        return None


def both_themes(page: Page) -> list[str]:
    """What axe finds by day, and what colours it minds at night."""
    wrong = []
    for theme, rules in (("light", RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        wrong.extend(f"{theme} {said}" for said in violations(page, rules))
    return wrong


def narrow(page: Page) -> list[str]:
    over = page.evaluate(OVERFLOW)
    return [f"runs over by {over} px"] if over > 0 else []


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_any_page_in_either_theme(site: Site, visit: Visit, role: str) -> None:
    assert walk(visit(role), site, role, both_themes) == []


def test_in_arabic_pages_run_from_the_right_and_axe_agrees(site: Site, visit: Visit) -> None:
    page = visit("convener", 360, locale="ar")
    page.goto("/e/valley/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert violations(page) == []
    leaf, table = (
        page.locator(f".profile-leaf > {one}").bounding_box() for one in ("svg", "table")
    )
    assert leaf is not None
    assert table is not None
    assert leaf["y"] < table["y"]
