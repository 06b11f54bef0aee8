"""The kit's behaviours, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, serving
from tests.browser.looking import follow


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the kit's own page, which a server shows only while it is debugged."""
    with serving(tmp_path_factory.mktemp("kit"), HEDGEROW_DEBUG="1") as url:
        yield f"{url}/ui/"


def test_a_dialog_is_modal_and_gives_the_focus_back(visit: Visit, kit: str) -> None:
    page = visit()
    page.goto(kit)
    opener = page.get_by_role("button", name="Open dialog")
    opener.click()
    dialog = page.locator("#sample-dialog")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("one => one.matches(':modal')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_opens_without_javascript(visit: Visit, kit: str) -> None:
    page = visit(java_script_enabled=False)
    page.goto(kit)
    page.get_by_role("button", name="Open dialog").click()
    expect(page.locator("#sample-dialog")).to_be_visible()
    page.get_by_role("button", name="Not yet").click()
    expect(page.locator("#sample-dialog")).to_be_hidden()


@pytest.mark.parametrize("with_scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_focus_goes_to_the_summary_of_errors(
    visit: Visit, kit: str, with_scripts: bool
) -> None:
    page = visit(java_script_enabled=with_scripts)
    page.goto(kit)
    expect(page.locator(".summary")).to_be_focused()


def test_the_menu_closes_by_escape(visit: Visit) -> None:
    page = visit(width=360)
    page.goto("/")
    page.locator("details.menu > summary").click()
    expect(page.get_by_role("button", name="Dark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Dark")).to_be_hidden()


def test_who_chooses_dark_keeps_it(visit: Visit) -> None:
    page = visit()
    page.goto("/measures/")
    page.locator("details.menu > summary").click()
    follow(page.get_by_role("button", name="Dark"))
    assert page.url.endswith("/measures/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_on_a_phone_the_place_where_one_stands_is_in_sight(visit: Visit) -> None:
    page = visit("convener", 360)
    page.goto("/e/valley/profile/")
    here = page.locator(".local [aria-current]")
    box = here.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator(".all-pages > summary").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".all-pages > div")).to_be_hidden()
    page.locator(".all-pages > summary").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".all-pages a").first).to_be_focused()
    for link in page.locator(".all-pages a").all():
        link.scroll_into_view_if_needed()
        expect(link).to_be_in_viewport()


def test_that_a_place_is_closed_stands_in_line_with_the_page(visit: Visit) -> None:
    page = visit("convener")
    page.goto("/e/valley/profile/")
    page.locator(".place").evaluate(
        """one => one.insertAdjacentHTML("beforeend", "<p class='notice'>Closed</p>")"""
    )
    notice, name = page.locator(".place > .notice"), page.locator(".place > p").first
    begins = [one.evaluate("one => one.getBoundingClientRect().x") for one in (notice, name)]
    inset = name.evaluate("one => parseFloat(getComputedStyle(one).paddingInlineStart)")
    assert begins[0] == begins[1] + inset


def test_without_javascript_every_page_is_reached_from_the_menu(visit: Visit) -> None:
    page = visit("convener", java_script_enabled=False)
    page.goto("/e/valley/")
    page.locator(".all-pages > summary").click()
    page.locator(".all-pages").get_by_role("link", name="Settings").click()
    expect(page.locator(".local [aria-current]")).to_have_text("Settings")


def test_a_form_left_with_unsaved_answers_asks_first(visit: Visit, kit: str) -> None:
    page = visit()
    page.goto(kit)
    asked: list[str] = []
    page.on("dialog", lambda one: (asked.append(one.type), one.accept()))
    page.locator("form").filter(has=page.locator("#id_name")).evaluate(
        "one => one.dataset.guard = ''"
    )
    page.locator("#id_name").fill("Robotics")
    page.goto("/")
    assert asked == ["beforeunload"]
