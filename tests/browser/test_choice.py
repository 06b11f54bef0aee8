"""A round of choice: learners rank, with and without scripts, and are told why they got what they got."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import OVERFLOW, violations

DESKS = {"phone without scripts": {"width": 360, "java_script_enabled": False}, "desktop": {}}


def fits(page: Page) -> None:
    """Nothing that axe minds, and nothing beyond the edge."""
    assert page.evaluate(OVERFLOW) <= 0
    assert violations(page) == []


def planned(page: Page, title: str) -> str:
    """A round with two offers, open for a long time; its address."""
    page.goto("/e/valley/choice/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day to choose").fill("2026-01-01")
    page.get_by_label("Last day to choose").fill("2199-01-01")
    page.get_by_role("button", name="Plan it").click()
    address = page.url
    for offer in ("Energy", "Health Care"):
        page.get_by_role("link", name="Add something to choose").first.click()
        page.get_by_label("What can be chosen").fill(offer)
        page.get_by_label("Seats").fill("1")
        page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_text("The round is open. Learners can choose.")).to_be_visible()
    return address


def ranked(page: Page, address: str) -> None:
    """Energy first added, then Health Care put before it."""
    page.goto(address)
    page.get_by_role("link", name="Choose", exact=True).click()
    for offer in ("Energy", "Health Care"):
        page.get_by_role("button", name=f"{offer}: put on the list").click()
    page.get_by_role("button", name="Health Care: up").click()
    page.get_by_role("button", name="Save the list").last.click()
    expect(page.get_by_text("Your list is saved.")).to_be_visible()
    shown = page.locator("[data-chosen] b").all_inner_texts()
    assert shown == ["Health Care", "Energy"]


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_a_learner_ranks_the_convener_runs_and_publishes_and_the_learner_reads_why(
    site: Site, visit: Visit, desk: dict
) -> None:
    convener, learner = visit("convener"), visit("learner", **desk)
    address = planned(convener, "Pathways of " + ("phones" if desk else "desks"))
    ranked(learner, address)
    if not desk:
        fits(learner)
    convener.goto(address)
    convener.get_by_role("button", name="Close it now").click()
    convener.get_by_role("link", name="Run the round").first.click()
    convener.get_by_role("button", name="Run it").click()
    result = convener.get_by_role("link", name="Look at the result").first
    for _look in range(60):
        if result.count():
            break
        convener.wait_for_timeout(500)
        convener.goto(address)
    result.click()
    expect(convener.get_by_text("stable", exact=True).first).to_be_visible()
    fits(convener)
    convener.get_by_role("button", name="Publish the result").click()
    learner.goto(address)
    learner.get_by_role("link", name="What came of it").click()
    expect(learner.get_by_text("You got your first wish: Health Care.")).to_be_visible()
    learner.get_by_role("button", name="Yes, I come").click()
    expect(learner.get_by_text("The place is yours.")).to_be_visible()
