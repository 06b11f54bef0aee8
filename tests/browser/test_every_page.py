"""Every page, walked: for everybody to use, in both themes, at every width, in two directions."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import addresses
from tests.browser.conftest import Site, Visit

NARROW = 320
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNREACHED = ("/card/", "/invitation/", "/sign-in/", "/start/")
"""Routes that take a secret, which only the one who was given it can open, or a blueprint."""


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def walk(page: Page, site: Site, look: Callable[[Page], list[str]]) -> tuple[int, list[str]]:
    """Visit every address; return how many pages there were and all that is wrong with them."""
    seen, wrong = 0, []
    for address in addresses(site.rows)[0]:
        answer = page.request.get(address, max_redirects=0)
        kind = answer.headers.get("content-type", "")
        if answer.status in (301, 302, 405) or (answer.ok and "text/html" not in kind):
            continue
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")
            continue
        page.goto(address)
        seen += 1
        wrong.extend(f"{address} {said}" for said in look(page))
    return seen, wrong


def both_themes(page: Page) -> list[str]:
    wrong = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        wrong.extend(f"{theme} {said}" for said in violations(page))
    return wrong


def narrow(page: Page) -> list[str]:
    over = page.evaluate(OVERFLOW)
    return [f"runs over by {over} px"] if over > 0 else []


def test_every_route_can_be_visited(site: Site) -> None:
    unknown = [one for one in addresses(site.rows)[1] if not one.startswith(UNREACHED)]
    assert unknown == []


@pytest.mark.parametrize("role", ["convener", ""], ids=["convener", "stranger"])
def test_axe_finds_nothing_on_any_page_in_either_theme(site: Site, visit: Visit, role: str) -> None:
    page = visit(role)
    if not role:
        for address in ("/", "/e/valley/", "/e/valley/profile/", "/e/valley/profile/4.2/"):
            page.goto(address)
            assert both_themes(page) == []
        return
    seen, wrong = walk(page, site, both_themes)
    assert wrong == []
    assert seen >= 8


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_no_page_runs_over_at_320_pixels(site: Site, visit: Visit, locale: str) -> None:
    _, wrong = walk(visit("convener", NARROW, locale=locale), site, narrow)
    assert wrong == []


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
