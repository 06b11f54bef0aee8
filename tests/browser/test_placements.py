"""A placement on phones: request, forms and checks, hours that the host confirms, what both say."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

READERS: dict[str, dict[str, Any]] = {
    "phone": {"width": 360},
    "phone without scripts": {"width": 360, "java_script_enabled": False},
}
HERE = "/e/valley/placements/"
SEND = "main form[method=post] button[type=submit]"


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def send(page: Page) -> None:
    """Send the page's form; what comes next is the placement."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(SEND).first.click()
    page.wait_for_load_state()
    expect(page.locator("main .errors, main [role=alert]")).to_have_count(0)


def see_to(page: Page, address: str, title: str, **fields: str) -> None:
    page.goto(address)
    step = page.locator("#steps li").filter(has_text=title)
    step.locator('a[href$="/done/"]').click()
    for name, value in fields.items():
        page.locator(f"#id_{name}").fill(value)
    send(page)
    expect(page.locator("#steps li").filter(has_text=title).locator(".tag.good")).to_be_visible()


def evaluate(page: Page, address: str, comment: str) -> None:
    page.goto(address)
    page.locator('main a[href$="/evaluate/"]').first.click()
    page.locator("input[name=care][value='2']").check(force=True)
    page.locator("#id_comment").fill(comment)
    send(page)


@pytest.mark.parametrize("reader", READERS)
def test_a_placement_from_request_to_evaluation(reader: str, visit: Visit) -> None:
    pages = {
        role: visit(role, **READERS[reader])
        for role in ("learner", "guardian", "partner", "convener")
    }
    learner, convener, host = pages["learner"], pages["convener"], pages["partner"]
    address = ask(learner, reader)
    arrange(convener, address)
    see_to(pages["guardian"], address, "Consent")
    see_to(host, address, "Safeguarding check", valid_until=day(5))
    see_to(convener, address, "Form")
    begin_and_be_told(convener, address)
    see_to(host, address, "Safeguarding check", valid_until=day(30))
    convener.goto(address)
    send(convener)
    expect(convener.locator("#hours")).to_be_visible()
    log(learner, address)
    assert learner.evaluate("document.documentElement.scrollWidth") <= READERS[reader]["width"]
    confirm(host, address)
    end(convener, address)
    evaluate(learner, address, "I would go again")
    host.goto(address)
    expect(host.locator("#evaluations")).not_to_contain_text("I would go again")
    evaluate(host, address, "Kim was on time")
    expect(host.locator("#evaluations")).to_contain_text("I would go again")
    learner.goto(address)
    expect(learner.locator("#evaluations")).to_contain_text("Kim was on time")
    learner.goto(address + "summary/")
    expect(learner.locator("main")).to_contain_text("Sorted returned books")


def ask(page: Page, reader: str) -> str:
    """Request a placement; where it lies."""
    page.goto(HERE + "new/")
    page.locator("#id_kind").select_option(label="Shadowing")
    page.locator("#id_wish").fill(f"See a library from within ({reader})")
    send(page)
    return page.url


def arrange(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('main a[href$="/arrange/"]').first.click()
    page.locator("#id_host").select_option(label="Green Valley Library")
    page.locator("#id_starts").fill(day(0))
    page.locator("#id_ends").fill(day(10))
    send(page)
    expect(page.locator("#steps li")).to_have_count(3)


def log(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('main a[href$="/hours/"]').first.click()
    page.locator("#id_minutes").fill("150")
    page.locator("#id_done").fill("Sorted returned books")
    send(page)
    expect(page.locator("#hours .tag.waits")).to_have_count(1)


def confirm(page: Page, address: str) -> None:
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#hours form button[type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator("#hours .tag.good")).to_have_count(1)


def end(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('main a[href$="/end/"]').click()
    page.locator("#id_reason").fill("All was seen")
    send(page)


def begin_and_be_told(page: Page, address: str) -> None:
    """A check that runs out before the end is named."""
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.locator('form[action$="/start/"] button').click()
    page.wait_for_load_state()
    assert answer.value.status == 409
    expect(page.locator("body")).to_contain_text("Safeguarding check")
