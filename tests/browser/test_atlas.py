"""A stranger finds ecosystems: as leaves, as a list, on the map, by country, kind and feature."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, reads_at_night

VALLEY, HARBOUR, HILLS, ISLAND = (
    "Valley Learning Network", "Harbour Hive", "Hill Schools", "Island City",
)  # fmt: skip


def shown(page: Page, names: set[str]) -> None:
    """Of the cast's ecosystems the page lists these and no other; of more it says nothing."""
    lines: Locator = page.locator(".cards > li, table.atlas tbody tr")
    for name in (VALLEY, HARBOUR, HILLS, ISLAND):
        expect(lines.filter(has_text=name)).to_have_count(int(name in names))


def narrow_by(page: Page, **chosen: str) -> None:
    for label, option in chosen.items():
        page.get_by_label(label, exact=True).select_option(label=option)
    page.get_by_role("button", name="Find", exact=True).click()


def test_leaves_and_list_are_narrowed_by_country_kind_and_how_far_a_feature_is(
    visit: Visit,
) -> None:
    page = visit("public")
    page.goto("/")
    shown(page, {VALLEY, HARBOUR, HILLS, ISLAND})
    fits(page, "atlas-leaves-1280")
    narrow_by(page, Country="Kenya")
    shown(page, {HARBOUR, ISLAND})
    narrow_by(page, Kind="hive")
    shown(page, {HARBOUR})
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="List", exact=True).click()
    page.locator("#feature").select_option("4")
    narrow_by(page, **{"at level": "3 or more"})
    shown(page, {HARBOUR})
    expect(page.locator("#at-harbour td.level").nth(3)).to_have_text("3")
    narrow_by(page, **{"at level": "1 or more"})
    expect(page.locator("#at-hills")).to_be_visible()
    expect(page.locator("#at-island")).to_have_count(0)
    page.set_viewport_size({"width": 360, "height": 800})
    fits(page, "atlas-list-360")
    narrow_by(page, Country="South Korea", Kind="hive")
    expect(page.get_by_role("heading", name="No ecosystem fits")).to_be_visible()
    fits(page, "atlas-nothing-360")


def test_levels_that_were_read_from_records_are_asked_for(visit: Visit) -> None:
    page = visit("public")
    page.goto("/?view=list&country=PT")
    lines = page.locator("table.atlas tbody tr")
    for level, names in (
        ("1 or more", ["Mill Wheel", "Round Table"]),
        ("2 or more", ["Mill Wheel", "Round Table"]),
        ("3 or more", ["Round Table"]),
    ):
        page.locator("#feature").select_option("2")
        narrow_by(page, **{"at level": level})
        expect(lines.locator("th")).to_contain_text(names)
        expect(lines).to_have_count(len(names))
    expect(page.locator("#at-tied-by-all td.level").nth(1)).to_have_text("3")
    narrow_by(page, **{"at level": "4"})
    expect(page.get_by_role("heading", name="No ecosystem fits")).to_be_visible()
    page.goto("/?view=list&country=PT")
    expect(page.locator("#at-tied-by-one td.level").nth(1)).to_have_text("0")
    page.get_by_role("link", name="Leaves", exact=True).click()
    card = page.locator(".cards > li").filter(has_text="Mill Wheel")
    expect(card.locator("svg").first).to_be_visible()
    page.goto("/e/tied-as-wheel/profile/")
    expect(page.locator("#feature-2 + p")).to_contain_text("Level 2 of 4")


def test_a_marker_on_the_map_leads_to_its_line(visit: Visit) -> None:
    page = visit("public")
    page.goto("/?view=map")
    page.locator(".world .far a").filter(has_text="Harbour Hive").click()
    page.wait_for_url("**#at-harbour")
    expect(page.locator("#at-harbour")).to_be_in_viewport()
    expect(page.locator(".world figcaption")).to_contain_text("no place on the map")
    fits(page, "atlas-map-1280")


def test_on_a_phone_in_arabic_the_map_and_the_leaves_run_from_the_right(visit: Visit) -> None:
    page = visit("public", width=360, locale="ar")
    for view in ("map", "list", "leaves"):
        page.goto(f"/?view={view}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page, f"atlas-{view}-arabic-360")
    page.goto("/?view=map")
    expect(page.locator(".world .far")).to_be_hidden()
    expect(page.locator(".world .near a").filter(has_text="Harbour Hive")).to_be_visible()
    reads_at_night(page)
