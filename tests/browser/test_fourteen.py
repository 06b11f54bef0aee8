"""All fourteen ecosystems are reached on the atlas: in the list, on the map and among the leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hedgerow.edges.blueprints.schema import available
from tests.browser.conftest import ROOT, _environment, serving
from tests.browser.looking import COLOURS, fits, follow, violations

KEYS = set(available())
LOOKS = [
    pytest.param(width, scheme, language, id=f"{width}-{scheme}-{language}")
    for width, scheme, language in product((360, 1280), ("light", "dark"), ("en", "ar"))
]
PLANT = "import django; django.setup(); from tests.browser.fourteen import plant; plant()"
FINGER = {360: 44, 1280: 24}
"""How many pixels a marker is to take at least."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("fourteen")
    done = subprocess.run(
        [sys.executable, "-c", PLANT],
        env=_environment(home), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    with serving(home) as url:
        yield url


def opened(browser: Browser, address: str, width: int, scheme: str, language: str) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 800}, locale=language,
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )  # fmt: skip
    return context.new_page()


def slugs(links: Locator) -> list[str]:
    """Which ecosystems the links lead to."""
    return [(one.get_attribute("href") or "").strip("/").split("/")[-1] for one in links.all()]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_all_are_reached_in_the_list_and_among_the_leaves(
    browser: Browser, address: str, width: int, scheme: str, language: str
) -> None:
    assert len(KEYS) == 14
    page = opened(browser, address, width, scheme, language)
    for view, links in (
        ("list", "table.atlas tbody th a"),
        ("leaves", ".cards > li h2 a, .cards > li h3 a"),
    ):
        page.goto(f"/?view={view}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        assert sorted(slugs(page.locator(links))) == sorted(KEYS)
        fits(page, f"fourteen-{view}-{width}-{scheme}-{language}")
        assert violations(page, COLOURS) == []
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_all_are_reached_on_the_map_by_fingers_and_by_keys(
    browser: Browser, address: str, width: int, scheme: str, language: str
) -> None:
    page = opened(browser, address, width, scheme, language)
    page.goto("/?view=map")
    markers = page.locator(".world svg a:visible")
    reached = list[str]()
    for place in range(markers.count()):
        marker = markers.nth(place)
        box = marker.locator(".reach").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= FINGER[width]
        marker.focus()
        page.keyboard.press("Enter")
        named = marker.locator("title").text_content() or ""
        if marker.locator("text").count():
            menu = page.locator(".together:target")
            expect(menu).to_be_in_viewport()
            lines = menu.locator("a")
            assert all(one.bounding_box()["height"] >= 44 for one in lines.all())  # type: ignore[index]
            assert ", ".join(one.inner_text() for one in lines.all()) == named
            fits(page, f"fourteen-map-{place}-{width}-{scheme}-{language}")
            reached += [by_keys(page, at) for at in range(lines.count())]
        else:
            reached.append(target(page))
        expect(page.locator(".together:visible")).to_have_count(0)
    assert sorted(reached) == sorted(KEYS)
    page.context.close()


def by_keys(page: Page, number: int) -> str:
    """Go to the line of the menu with so many others before it, by keys alone; which ecosystem it is."""
    before = page.url
    for _time in range(number + 1):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    found = target(page)
    page.go_back()
    expect(page.locator(".together:target")).to_be_visible()
    assert page.url == before
    page.locator(".together:target").focus()
    if page.locator(".together:target a").count() == number + 1:
        page.locator(".together:target a").last.press("Enter")
    return found


def target(page: Page) -> str:
    """The ecosystem whose line of the list was led to, which is in sight."""
    line = page.locator("table.atlas tr:target")
    expect(line).to_be_in_viewport()
    return (line.get_attribute("id") or "").removeprefix("at-")


@pytest.mark.slow
def test_a_marker_of_several_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/?view=map")
    several = page.locator(".world svg a:visible").filter(has=page.locator("text")).first
    several.click()
    link = page.locator(".together:visible a").last
    name = link.inner_text()
    link.click()
    line = page.locator("tr").filter(has=page.get_by_role("link", name=name, exact=True))
    expect(line).to_be_in_viewport()
    follow(line.get_by_role("link", name=name, exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    context.close()
