"""Who changes class by a monthly list is told on a phone, in Arabic too, and leaves the old class by one tick."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow
from tests.browser.test_office_work import file

HEADS = "الاسم,تاريخ الميلاد,الشعبة,الدور\n"
GROUPS = "code,name,starts\nM-{0}a,{0}أ,2026-01-05\nM-{0}b,{0}ب,2026-01-05\n"


@pytest.mark.parametrize(
    ("number", "language", "width"), [("7", "ar", 360), ("8", "en", 360), ("9", "en", 1280)]
)
def test_one_tick_ends_the_places_in_the_old_classes(
    site: Site, visit: Visit, tmp_path: Path, number: str, language: str, width: int
) -> None:
    page = visit("convener", width=width, locale=language)

    def bring(name: str, content: str, mapping: str = "") -> None:
        page.goto(f"/e/valley/imports/new/{mapping}")
        page.locator("#id_file").set_input_files(file(tmp_path, name, content))
        follow(page.locator("main form button[type=submit]").first)
        if page.locator("form[data-guard]").count():
            fits(page, f"moving-columns-{language}-{width}")
            follow(page.locator("form[data-guard] button[type=submit]").last)

    def confirm() -> None:
        follow(page.locator("#confirming button"))
        expect(page.locator(".tag.good")).to_be_visible(timeout=30_000)

    bring(f"groups-{number}.csv", GROUPS.format(number), "?mapping=ready:groups")
    confirm()
    names = (f"منى قاسم {number}", f"هادي نصار {number}", f"رنا عيد {number}")
    lines = [f"{name},2015-03-0{at},{number}أ,متعلم\n" for at, name in enumerate(names, 1)]
    guardian = f"سلوى قاسم {number},1980-03-01,{number}أ,ولي أمر\n"
    bring(f"pupils-{number}.csv", HEADS + "".join(lines) + guardian)
    fits(page, f"notes-{language}-{width}")
    expect(page.locator("#notes tbody tr")).to_have_count(1)
    confirm()
    moved = [one.replace("أ,متعلم", "ب,متعلم") for one in lines[:2]]
    bring(f"pupils-{number}.csv", HEADS + "".join(moved))
    expect(page.locator("#moving tbody tr")).to_have_count(2)
    expect(page.locator("input[name=leaving]")).to_be_checked()
    expect(page.locator("#absent tbody tr").first).to_be_visible()
    fits(page, f"moving-{language}-{width}")
    end_one_of_those_absent(page, f"moving-refused-{language}-{width}")
    fits(page, f"moved-{language}-{width}")


def end_one_of_those_absent(page: Page, name: str) -> None:
    """By the wrong button first, which keeps what was ticked."""
    page.locator("input[name=leaving]").uncheck()
    page.locator("#absent input[name=who]").first.check()
    follow(page.locator("#confirming button"))  # not the one that ends them
    expect(page.locator("#absent input[name=who]").first).to_be_checked()
    expect(page.locator("input[name=leaving]")).not_to_be_checked()
    page.locator("input[name=leaving]").check()
    fits(page, name)
    follow(page.locator("#absent button[name=end]"))
    expect(page.locator(".tag.good")).to_be_visible(timeout=30_000)
