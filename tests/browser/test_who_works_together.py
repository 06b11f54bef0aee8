"""Who works with whom: a drawing, and tables that say the same."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, reads_at_night

HERE = "/e/valley/network/"
SCHOOL, LIBRARY, CLINIC = "Cedar Hill School", "Green Valley Library", "Riverside Clinic"


def test_the_tables_say_what_is_drawn_and_the_hub_can_be_taken_away(visit: Visit) -> None:
    page = visit("convener", width=360)
    page.goto(HERE)
    drawing = page.locator(".network svg.narrow")
    expect(drawing.locator("circle")).to_have_count(3)
    expect(drawing.locator(".tie")).to_have_count(2)
    expect(page.locator(".network svg.wide")).to_be_hidden()
    lines = page.locator("#ties tbody tr")
    expect(lines).to_have_count(2)
    for line, other, activities in ((0, SCHOOL, "3"), (1, CLINIC, "2")):
        expect(lines.nth(line)).to_contain_text(LIBRARY)
        expect(lines.nth(line)).to_contain_text(other)
        expect(lines.nth(line).locator(".number")).to_have_text(activities)
        expect(lines.nth(line)).to_contain_text("Club")
    expect(drawing.locator(".names text")).to_have_text(
        [re.compile("Green Valley"), re.compile(SCHOOL), re.compile(CLINIC)]
    )
    fits(page, "network-360")
    drawing.locator("a").filter(has_text=CLINIC).click()
    expect(page.get_by_role("row", name=CLINIC).first).to_be_in_viewport()
    page.get_by_label("Who has most ties").select_option(label="taken away")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Nothing fits these filters.")).to_be_visible()
    fits(page, "network-without-360")


def test_a_year_is_chosen_and_its_ties_are_taken_away_as_a_file(visit: Visit) -> None:
    page = visit("convener")
    page.goto(HERE)
    years = page.get_by_label("Time").locator("option")
    assert years.count() >= 3
    page.get_by_label("Time").select_option(index=1)
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**time=20**")
    expect(page.locator("#ties tbody tr").first).to_contain_text(LIBRARY)
    names = page.locator(".network svg.wide .names text")
    expect(names.first).to_contain_text(LIBRARY)
    fits(page, "network-year-1280")
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV The ties, the strongest first").click()
    assert LIBRARY in file.value.path().read_text("utf-8-sig")


def test_on_a_phone_in_arabic_and_at_night_it_can_be_read(visit: Visit) -> None:
    page = visit("convener", width=360, locale="ar")
    page.goto(HERE)
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("#ties tbody tr")).to_have_count(2)
    fits(page, "network-arabic-360")
    reads_at_night(page)
