"""The work of a week: an activity is offered, a group enrolled, thirty learners marked."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cast import LEARNERS
from tests.browser.conftest import Site, Visit
from tests.browser.looking import follow

READERS: dict[str, dict[str, Any]] = {
    "phone": {"width": 360},
    "desktop": {"width": 1280},
    "phone without scripts": {"width": 360, "java_script_enabled": False},
    "phone in Arabic": {"width": 360, "locale": "ar"},
}
SEND = "main form[method=post] button[type=submit]"


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def send(page: Page, leave: str) -> None:
    """Send the page's form and wait to be led on from ``leave``."""
    page.locator(SEND).last.click()
    page.wait_for_url(lambda url: not url.endswith(leave))


def offer(page: Page, title: str, *, public: bool) -> None:
    page.goto("/e/valley/activities/new/")
    page.locator("#id_title").fill(title)
    page.locator("#id_kind").select_option(index=1)  # its name is in the reader's language
    page.locator("#id_site").select_option(label="Cedar Hill School")
    page.locator("#id_starts").fill("2026-01-01")
    page.locator("#id_public").set_checked(public)
    send(page, "/new/")


def plan_today(page: Page) -> None:
    page.locator('main a[href$="/plan/"]').first.click()
    page.locator("#id_first").fill(today())
    page.locator("#id_last").fill(today())
    for day in page.locator("input[name=weekdays]").all():
        day.check()
    page.locator("#id_begins").fill("00:05")
    send(page, "/plan/")


def enrol_class(page: Page) -> None:
    page.locator('main a[href$="/enrol/"]').first.click()
    page.locator("#id_group").select_option(label="Class 5b")
    page.locator("#id_starts").fill("2026-01-01")
    send(page, "/enrol/")


def press(page: Page, button: str) -> None:
    """Press what sends the page's form, and go on once the page that answers is whole."""
    follow(page.locator(button))


def all_present(page: Page, register: str, *, with_scripts: bool) -> None:
    """Without scripts the button saves and leads on: back to the register."""
    if with_scripts:
        page.wait_for_load_state()  # pressed before the scripts have run, it is without scripts
        page.locator("button.everybody").click()
    else:
        press(page, "button.everybody")
        page.goto(register)


def mark(page: Page, *, with_scripts: bool) -> int:
    """All present, then the exceptions; how many were excused before, by their parents."""
    follow(page.locator('main a[href*="/sessions/"]').first)
    expect(page.locator(".learners > li")).to_have_count(LEARNERS)
    all_present(page, page.url, with_scripts=with_scripts)
    told = page.locator(".learners [value=excused]:checked").count()
    for place, status in ((3, "absent"), (7, "late"), (11, "excused")):
        page.locator(".learners > li").nth(place).locator(f"[value={status}]").check(force=True)
    press(page, ".saving button")
    return told


def save_what_was_read_before(page: Page) -> None:
    """Of somebody who is not on the register now the mark is not kept, and said; all others are."""
    page.wait_for_load_state()  # a mark made before the scripts have run is not kept
    page.locator(".learners > li").nth(3).locator("[value=present]").check(force=True)
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find((name) => name.startsWith("register:"));
            const kept = JSON.parse(localStorage.getItem(key));
            Object.assign(kept.marks, { "mark-999999": "present", "name-999999": "Gone Child" });
            localStorage.setItem(key, JSON.stringify(kept));
        }"""
    )
    page.reload()
    press(page, ".saving button")
    expect(page.get_by_text("The mark of Gone Child was not saved")).to_be_visible()
    page.wait_for_function("() => localStorage.length === 0")  # let go of once the script has run


def recorded(page: Page) -> dict[str, int]:
    """How many of each mark the register shows, once all of it is there."""
    expect(page.locator(".learners > li")).to_have_count(LEARNERS)
    marks = ("present", "late", "absent", "excused")
    return {one: page.locator(f".learners [value={one}]:checked").count() for one in marks}


@pytest.mark.parametrize("reader", READERS)
def test_thirty_learners_are_marked_and_the_marks_stand(
    site: Site, visit: Visit, reader: str
) -> None:
    page = visit("convener", **READERS[reader])
    offer(page, f"Chess on a {reader}", public=True)
    activity = page.url
    plan_today(page)
    page.goto(activity)
    enrol_class(page)
    page.goto(activity)
    told = mark(page, with_scripts="without" not in reader)
    page.goto(activity)
    follow(page.locator('main a[href*="/sessions/"]').first)
    marks = {"present": LEARNERS - 3 - told, "late": 1, "absent": 1, "excused": 1 + told}
    assert recorded(page) == marks
    if reader == "phone":
        save_what_was_read_before(page)
        assert recorded(page) == {**marks, "present": marks["present"] + 1, "absent": 0}


def test_an_outsider_sees_what_is_public_and_nothing_else(site: Site, visit: Visit) -> None:
    convener, outsider = visit("convener"), visit()
    addresses = []
    for title, public in (("Open workshop", True), ("Inner circle", False)):
        offer(convener, title, public=public)
        addresses.append(convener.url)
    outsider.goto("/e/valley/activities/")
    expect(outsider.get_by_text("Open workshop")).to_be_visible()
    expect(outsider.get_by_text("Inner circle")).to_have_count(0)
    status: Callable[[str], int] = lambda url: outsider.request.get(url).status  # noqa: E731
    assert [status(url) for url in addresses] == [200, 404]
    outsider.goto(addresses[0])
    expect(outsider.get_by_text("Kim Learner")).to_have_count(0)
