"""A form that one goes back to, changes and sends again: the first was kept, and the second is not lost."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow

TERM, CALENDAR = "/e/{slug}/settings/term/new/", "/e/{slug}/settings/calendar/"


def one_token(route: Route) -> None:
    """The form as it comes back to who has no scripts: with the token that it was sent with."""
    if route.request.method != "GET":
        return route.continue_()
    answer = route.fetch()
    text = re.sub(r'name="act_token" value="[^"]+"', 'name="act_token" value="kept"', answer.text())
    return route.fulfill(response=answer, body=text)


def sent(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator("#id_name").fill(name)
    page.locator("#id_starts").fill("2031-01-10")
    page.locator("#id_ends").fill("2031-03-10")
    follow(page.locator("main form button[type=submit]").first)


def test_without_scripts_both_are_kept_in_the_end(visit: Visit, site: Site) -> None:
    page = visit("convener", width=360, java_script_enabled=False)
    address = TERM.format(**site.names)
    page.route(f"**{address}", one_token)
    sent(page, address, "Long winter")
    sent(page, address, "Short winter")
    expect(page.locator("h1")).to_have_text("The first was kept, this one not yet")
    expect(page.get_by_role("link", name="Look at what was kept")).to_be_visible()
    assert "Short winter" in page.locator("main").inner_text()
    follow(page.get_by_role("button", name="Send this as well"))
    page.goto(CALENDAR.format(**site.names))
    text = page.locator("main").inner_text()
    assert "Long winter" in text
    assert "Short winter" in text


def test_the_page_that_says_so_reads_well(visit: Visit, site: Site) -> None:
    page = visit("convener", width=360, locale="ar")
    address = TERM.format(**site.names)
    page.route(f"**{address}", one_token)
    for name in ("Wet summer", "Dry summer"):
        sent(page, address, name)
    expect(page.locator("blockquote")).to_have_text("Dry summer")
    fits(page)
