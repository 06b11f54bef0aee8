"""Work of a convener's desk: frameworks and strange files come in, twins become one, days change."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import OVERFLOW, fits, follow

PATIENCE = 15_000
CASE = """Identifier,fullStatement,Human Coding Scheme,sequenceNumber,Is Child Of
a,Everything about hedges,H,1,
b,Knows what grows in a hedge,H.1,1,H
"""
STRANGE = (
    "Class list,,\nPupil,Born on,Shoe size\n"
    '"Quill, Nora",03/04/2016,31\n"Quill, Omar",14/05/2017,33\n'
)
DESKS = {"phone without scripts": {"width": 360, "java_script_enabled": False}, "desktop": {}}


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def done(page: Page) -> None:
    """Wait for the worker, by looking again where nothing does so by itself."""
    said = page.get_by_text("All of it is in.")
    for _look in range(60):
        if said.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    expect(said).to_be_visible()


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_a_framework_comes_in_by_a_sheet_and_is_taken_out_again(
    site: Site, visit: Visit, tmp_path: Path, desk: dict
) -> None:
    page = visit("convener", **desk)
    page.goto("/e/valley/frameworks/import/")
    page.locator("input[type=file]").set_input_files(file(tmp_path, "Hedges.csv", CASE))
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="Hedges.csv")).to_be_visible()
    if "width" not in desk:
        fits(page)
    page.get_by_role("button", name="Import").click()
    done(page)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("This import was undone")).to_be_visible()


def test_the_columns_of_a_strange_file_are_named_by_keyboard(
    site: Site, visit: Visit, tmp_path: Path
) -> None:
    page = visit("convener", width=360)
    page.set_default_timeout(PATIENCE)
    page.goto("/e/valley/imports/new/")
    page.locator("#id_file").set_input_files(file(tmp_path, "class.csv", STRANGE))
    page.locator("#id_mapping").select_option("guess")
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_url("**/columns/**")
    fits(page)
    expect(page.get_by_label("Line with the headings")).to_have_value("2")
    expect(page.get_by_label("“Quill, Nora” becomes “Nora Quill”")).to_be_checked()
    choice = page.get_by_label("“Shoe size” fills")
    choice.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in ("SELECT", "INPUT", "BUTTON")
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_load_state()
    fits(page)


def test_two_records_become_one_and_two_again(site: Site, visit: Visit) -> None:
    page = visit("convener", width=360, java_script_enabled=False)
    names = site.names
    person = f"/e/valley/people/{names['person']}/"
    page.goto(f"{person}merge/{names['other_person']}/")
    page.get_by_role("button", name="Make them one").click()
    page.wait_for_url(f"**{person}")
    page.goto("/e/valley/people/duplicates/")
    follow(page.locator("form[action*='/merges/'] button").first)
    page.goto(f"{person}merge/{names['other_person']}/")
    expect(page.get_by_role("button", name="Make them one")).to_be_visible()


def test_a_series_moves_to_other_days_of_the_week(site: Site, visit: Visit) -> None:
    page = visit("convener", width=360)
    page.set_default_timeout(PATIENCE)
    page.goto(f"/e/valley/activities/{site.names['activity']}/plan/")
    page.locator("#id_first").fill("2027-02-01")
    page.locator("#id_last").fill("2027-02-28")
    page.get_by_label("Monday").check()
    page.locator("#id_begins").fill("06:10")
    page.get_by_role("button", name="Plan them").click()
    page.wait_for_url(f"**/{site.names['activity']}/")
    follow(page.locator("a[href*='/sessions/']", has_text="8 February 2027"))
    page.goto(f"{page.url}move/")
    fits(page)
    page.get_by_label("Monday").uncheck()
    page.get_by_label("Thursday").check()
    page.get_by_label("this one and those that follow").check()
    page.get_by_role("button", name="Move it").click()
    page.wait_for_url(f"**/{site.names['activity']}/")
    expect(page.get_by_text("Thursday").first).to_be_visible()


def test_an_item_is_tied_and_a_version_begun_without_scripts(site: Site, visit: Visit) -> None:
    page = visit("convener", width=360, java_script_enabled=False)
    page.set_default_timeout(PATIENCE)
    one = f"/e/valley/frameworks/{site.names['framework']}/"
    item = f"{one}items/{site.names['item']}/"
    page.goto(f"{item}tie/")
    page.locator("#id_uri").fill("https://example.org/hedge-school")
    page.locator("#id_title").fill("Hedge school")
    page.get_by_role("button", name="Tie them").click()
    page.wait_for_url(f"**{item}")
    page.get_by_text("Hedge school").first.wait_for()
    page.goto(f"{one}versions/new/")
    page.locator("#id_version").fill("second")
    page.get_by_role("button", name="Begin the version").click()
    page.get_by_text("The draft is begun.").wait_for()
    assert not page.url.endswith(one)
    assert page.evaluate(OVERFLOW) <= 0
