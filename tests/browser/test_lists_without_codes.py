"""A small school's list, without any number, comes in by an unscripted phone, in Arabic too, and again next month."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow
from tests.browser.test_office_work import file

PUPILS = {
    "en": "No.,Surname,First name,Date of birth,Class\n1,Quill,Nora,2015-03-09,5a\n2,Reed,Omar,2014-11-30,5b\n",
    "ar": "م,اسم الطالب,تاريخ الميلاد,الصف,عدد الغيابات\n1,أمل حداد,2015-03-09,5,3\n2,سامي خليل,2014-11-30,5,12\n",
}  # fmt: skip


@pytest.mark.parametrize("language", PUPILS)
def test_codes_are_made_and_the_same_list_changes_nothing(
    site: Site, visit: Visit, tmp_path: Path, language: str
) -> None:
    page = visit("convener", width=360, locale=language, java_script_enabled=False)
    for again in (False, True):
        page.goto("/e/valley/imports/new/")
        sent = file(tmp_path, f"{language}-{again}.csv", PUPILS[language])
        page.locator("#id_file").set_input_files(sent)
        follow(page.locator("main form button[type=submit]").first)
        if again:
            break
        expect(page.locator("input[name=makes_codes]")).to_be_checked()
        assert page.locator("select option:checked[value=code]").count() == 0
        follow(page.locator("form[data-guard] button[type=submit]").last)
        follow(page.locator("form[action$='/confirm/'] button").first)
        for _look in range(60):
            if page.locator(".tag.good").count():
                break
            page.wait_for_timeout(500)
            page.reload()
    expect(page.locator(".tag.good")).to_be_visible()
    figures = [one.inner_text().split()[0] for one in page.locator(".figures > *").all()]
    assert figures == ["0", "0", "2"]


@pytest.mark.parametrize("language", PUPILS)
def test_what_is_not_finished_stands_apart_and_is_removed(
    site: Site, visit: Visit, tmp_path: Path, language: str
) -> None:
    page = visit("convener", width=360, locale=language)
    page.goto("/e/valley/imports/new/")
    page.locator("#id_file").set_input_files(
        file(tmp_path, f"left-{language}.csv", "Besuch,Wert\na,b\nc,d\n")
    )
    follow(page.locator("main form button[type=submit]").first)
    fits(page, f"columns-{language}")
    page.goto("/e/valley/imports/")
    fits(page, f"imports-{language}")
    card = page.locator("#unfinished li", has_text=f"left-{language}.csv")
    follow(card.get_by_role("button"))
    expect(page.locator("main", has_text=f"left-{language}.csv")).to_have_count(0)


FIRST = "اسم الطالب,تاريخ الميلاد,الصف\nمنى قاسم,2015-03-09,5\nهادي نصار,2014-11-30,5\nرنا عيد,2015-01-02,6\n"
NEXT = "اسم الطالب,تاريخ الميلاد,الصف\nمنى قاسم,2015-09-03,5\nهادي نصار,2014-11-30,5\n"


def test_who_is_like_whom_is_told_and_nobody_ticked_is_asked_again_on_the_page(
    site: Site, visit: Visit, tmp_path: Path
) -> None:
    page = visit("convener", width=360, locale="ar")
    for content in (FIRST, NEXT):
        page.goto("/e/valley/imports/new/")
        page.locator("#id_file").set_input_files(file(tmp_path, "alike.csv", content))
        follow(page.locator("main form button[type=submit]").first)
        if content == NEXT:
            break
        follow(page.locator("form[data-guard] button[type=submit]").last)
        follow(page.locator("form[action$='/confirm/'] button").first)
        expect(page.locator(".tag.good")).to_be_visible(timeout=30_000)
    alike = page.locator("#alike")
    expect(alike.locator("tbody tr")).to_have_count(1)
    expect(alike).to_contain_text("منى قاسم")
    fits(page, "alike-ar")
    ending = page.locator("#absent")
    follow(ending.locator("button[name=end]"))
    summary = page.locator("#absent .summary")
    expect(summary).to_be_focused()
    fits(page, "asked-again-ar")
    summary.locator("a").first.click()
    expect(page.locator("#who")).to_be_in_viewport()
