"""What a form lacks is said in the page's language and nothing that was entered is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow

TERM = "/e/{slug}/settings/term/new/"
PERSON = "/e/{slug}/people/new/"


def opened(visit: Visit, site: Site, address: str = TERM, **more: object) -> Page:
    page = visit("convener", **more)
    page.goto(address.format(**site.names))
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_form_that_lacks_something_is_not_sent_and_says_so_in_arabic(
    visit: Visit, site: Site, width: int
) -> None:
    page = opened(visit, site, width=width, locale="ar")
    page.locator("#id_name").fill("Spring")
    # half a day: the server would be sent none
    page.locator("#id_starts").press_sequentially("03")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".summary")).to_be_focused()
    lines = page.locator(".summary li").all_inner_texts()
    assert ["مرة أخرى" in lines[0], "مطلوب" in lines[1], len(lines)] == [True, True, 2]
    assert "POST" not in sent
    assert page.locator("#id_name").input_value() == "Spring"
    fits(page)
    page.locator(".summary a").nth(1).click()
    expect(page.locator("#id_ends")).to_be_focused()
    assert page.locator("#id_ends").get_attribute("aria-invalid") == "true"
    page.locator("main form button[type=submit]").first.click()
    assert page.locator(".summary").count() == 1
    assert page.locator(".error").count() == 2


def unchecked(route: Route) -> None:
    """The page as a browser gets it that checks no form."""
    if route.request.method != "GET":
        return route.continue_()
    answer = route.fetch()
    text = answer.text().replace("<form ", "<form novalidate ")
    return route.fulfill(response=answer, body=text)


def test_without_scripts_and_checks_the_server_says_it_in_arabic(visit: Visit, site: Site) -> None:
    page = visit("convener", locale="ar", java_script_enabled=False)
    address = TERM.format(**site.names)
    page.route(f"**{address}", unchecked)
    page.goto(address)
    page.locator("#id_name").fill("Spring")
    follow(page.locator("main form button[type=submit]").first)
    expect(page.locator(".summary")).to_be_focused()
    assert "مطلوب" in page.locator(".summary").inner_text()
    assert page.locator("#id_name").input_value() == "Spring"


def test_without_scripts_half_an_optional_day_is_not_sent_as_none(visit: Visit, site: Site) -> None:
    page = opened(visit, site, PERSON, java_script_enabled=False)
    page.locator("#id_name").fill("Nour Half")
    page.locator("#id_born").press_sequentially("03")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#id_born:invalid")).to_be_focused()
    assert sent == []
    assert page.locator("#id_name").input_value() == "Nour Half"


@pytest.mark.parametrize("address", [TERM, PERSON, "/e/{slug}/settings/"])
def test_with_scripts_the_browser_checks_no_form_in_its_own_words(
    visit: Visit, site: Site, address: str
) -> None:
    page = opened(visit, site, address)
    posted = "[...document.querySelectorAll('form[method=post]')]"
    assert page.evaluate(f"{posted}.length") > 0
    assert page.evaluate(f"{posted}.filter((form) => !form.noValidate).length") == 0


def test_a_file_that_was_not_taken_in_is_asked_for_again(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"no framework")
    page = opened(visit, site, "/e/{slug}/frameworks/import/")
    page.locator("input[type=file]").first.set_input_files(file)
    follow(page.locator("main form button[type=submit]").first)
    expect(page.locator(".summary")).to_be_focused()
    expect(page.get_by_text("A browser keeps no file")).to_be_visible()
    fits(page)
