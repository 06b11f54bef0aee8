"""Every page there is, for everybody: in both themes, at every width, in two directions.

The pages are those of the permission table, visited by whoever it says may open them.
"""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page, Response

from tests.browser.conftest import Site, Visit
from tests.browser.looking import COLOURS, OVERFLOW, violations
from tests.permissions.asking import rows

NARROW = 320
ROLES = ("convener", "educator", "guardian", "learner", "public")


def pages(site: Site, role: str) -> list[str]:
    """Addresses of the pages that the table lets this role open."""
    return [
        row.path.format(**site.names)
        for row in rows()
        if row.get[role] == 200 and (row.path == "/api/" or not row.path.startswith("/api/"))
    ]


Look = Callable[[Page], list[str]]


def walk(page: Page, site: Site, role: str, look: Look) -> list[str]:
    """Visit every page of the role; return all that is wrong with them."""
    return visited(page, pages(site, role), look)


def visited(page: Page, addresses: Iterable[str], look: Look) -> list[str]:
    """All that is wrong with these pages."""
    wrong = []
    for address in addresses:
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


def by_day(page: Page) -> list[str]:
    """What axe finds."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return [f"light {said}" for said in violations(page)]


def both_themes(page: Page) -> list[str]:
    """What axe finds by day, and what colours it minds at night."""
    found = by_day(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + [f"dark {said}" for said in violations(page, COLOURS)]


def narrow(page: Page) -> list[str]:
    over = page.evaluate(OVERFLOW)
    return [f"runs over by {over} px"] if over > 0 else []


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_any_page_in_either_theme(site: Site, visit: Visit, role: str) -> None:
    """Colours at night come from one sheet: pages that the convener opens too are seen there.

    An educator's are the convener's with fewer buttons; only those of educators alone are visited.
    """
    seen = set() if role == "convener" else set(pages(site, "convener"))

    def look(page: Page) -> list[str]:
        return by_day(page) if urlsplit(page.url).path in seen else both_themes(page)

    own = [one for one in pages(site, role) if role != "educator" or one not in seen]
    page = visit(role)
    page.add_init_script(AXE_SCRIPT)  # sent once, not with every page
    assert visited(page, own, look) == []


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
