"""Somebody who evaluates two ecosystems puts them beside a third, and looks at how they went."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, reads_at_night

CHOSEN = ("harbour", "hills", "valley")
NAMES = ["Harbour Hive", "Hill Schools", "Valley Learning Network"]
ALL = "?e=harbour&e=hills&e=valley"


def test_three_are_ticked_and_stand_beside_one_another_with_their_intervals(visit: Visit) -> None:
    page = visit("analyst")
    page.goto("/?view=list")
    for slug in CHOSEN:
        page.locator(f"#at-{slug} input[name=e]").check()
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator(".side-by-side:not(.choices) h2")).to_have_text(NAMES)
    line = page.locator("table.compared tr").filter(has_text="4.1 ").first
    expect(line.locator("td")).to_have_count(3)
    for place, value, interval in ((0, "82.0", "74.0"), (1, "52.0", "44.0")):
        cell = line.locator("td").nth(place)
        expect(cell.locator("strong")).to_contain_text(value)
        expect(cell.locator("bdi")).to_contain_text(interval)
        expect(cell.locator(".soft")).to_contain_text("n = 240")
        expect(cell.locator(".interval")).to_have_count(1)
    fits(page, "compare-1280")
    line.get_by_role("link", name="Over time").click()
    expect(page.locator(".notice")).to_contain_text("Not shown over time: Hill Schools")
    expect(page.locator(".multiples > li svg[role=img]")).to_have_count(2)
    month_before = page.locator("table.compared tbody tr").nth(1).locator("td")
    expect(month_before.nth(0)).to_contain_text("75.0")
    expect(month_before.nth(1)).to_have_text("withheld")
    expect(month_before.nth(2)).to_contain_text("55.0")
    fits(page, "compare-trend-1280")


def test_by_keyboard_on_a_phone_one_is_moved_and_stays_there_when_others_are_chosen(
    visit: Visit,
) -> None:
    page = visit("public", width=360)
    page.goto(f"/compare/{ALL}")
    headings = page.locator(".side-by-side:not(.choices) h2")
    move = page.get_by_role("link", name="One place later Harbour Hive")
    move.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?e=hills&e=harbour&e=valley#side-harbour")
    expect(headings).to_have_text(["Hill Schools", "Harbour Hive", "Valley Learning Network"])
    expect(page.get_by_role("link", name="One place earlier Hill Schools")).to_have_count(0)
    expect(page.locator("#side-harbour")).to_be_in_viewport()
    fits(page, "compare-moved-360")
    page.get_by_text("Choose which").click()
    page.get_by_label("Valley Learning Network", exact=True).uncheck()
    page.get_by_role("button", name="Compare them").click()
    expect(headings).to_have_text(["Hill Schools", "Harbour Hive"])


def test_four_at_a_time_are_shown_and_one_alone_is_nothing_to_compare(visit: Visit) -> None:
    page = visit("public")
    page.goto("/compare/?e=harbour")
    expect(page.get_by_role("heading", name="Nothing to compare yet")).to_be_visible()
    for name in ("Hill Schools", "Island City", "Valley Learning Network"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator(".side-by-side:not(.choices) > li")).to_have_count(4)
    island = page.locator(".side-by-side:not(.choices) > li").filter(has_text="Island City")
    expect(island).to_contain_text("nothing has been read yet")
    fits(page, "compare-four-1280")
    page.goto(f"{page.url}&e=nowhere")
    expect(page.locator(".notice")).to_contain_text("One of those asked for is not here")


def test_on_a_phone_in_arabic_and_at_night_it_can_be_read(visit: Visit) -> None:
    page = visit("analyst", width=360, locale="ar")
    for address in (f"/compare/{ALL}", f"/compare/4.1/{ALL}"):
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        expect(page.locator("table.compared tbody tr").first).to_be_visible()
        assert page.locator(".chart").first.evaluate("one => one.clientWidth") > 240
        fits(page, f"compare{address.count('4.1')}-arabic-360")
        reads_at_night(page)
