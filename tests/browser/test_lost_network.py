"""A tutor in a cellar marks and presses Save: nothing is lost, and it is sent once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_work_is_recorded import enrol_class, offer, plan_today, recorded


def register(page: Page, name: str) -> list[str]:
    """Open a register of a new activity, everybody marked; what is sent from then on."""
    offer(page, name, public=False)
    activity = page.url
    plan_today(page)
    page.goto(activity)
    enrol_class(page)
    page.goto(activity)
    page.locator('main a[href*="/sessions/"]').first.click()
    page.wait_for_load_state()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.locator("button.everybody").click()
    return sent


def test_without_a_network_saving_waits_and_is_sent_once(site: Site, visit: Visit) -> None:
    page = visit("convener", 360)
    sent = register(page, "Chess in the cellar")
    page.context.set_offline(True)
    page.locator(".saving button").click()
    expect(page.get_by_text("No connection yet.")).to_be_visible()
    assert (recorded(page)["absent"], sent) == (0, [])
    page.locator(".learners > li").nth(3).locator("[value=absent]").check(force=True)
    page.context.set_offline(False)
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    assert (recorded(page)["absent"], len(sent)) == (1, 1)


def fail(route: Route) -> None:
    route.abort("internetdisconnected")


def stay_silent(route: Route) -> None:
    """Neither answered nor refused, as where a network leads nowhere."""


def refuse_as_gateway(route: Route) -> None:
    route.fulfill(status=502, body="nobody is behind this gateway")


@pytest.mark.parametrize("silence", [fail, stay_silent, refuse_as_gateway])
def test_a_network_that_leads_nowhere_is_waited_out(
    site: Site, visit: Visit, silence: Callable[[Route], None]
) -> None:
    page = visit("convener", 360)
    sent = register(page, f"Chess with {silence.__name__}")
    page.route("**/*", silence)
    page.locator(".saving button").click()
    page.locator(".saving button").click()
    expect(page.get_by_text("No connection yet.")).to_be_visible()
    assert sent == []
    page.unroute("**/*")
    expect(page.get_by_text("Attendance is saved.")).to_be_visible(timeout=20_000)
    assert len(sent) == 1


def test_a_note_that_is_sent_without_a_network_stays_on_the_page(site: Site, visit: Visit) -> None:
    page = visit("convener", 360)
    sent = register(page, "Chess with notes")
    page.locator(".saving button").click()
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    note = page.get_by_label("What happened, and what comes next")
    note.fill("They castle already.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("No connection: nothing was sent.")).to_be_visible()
    page.context.set_offline(False)
    expect(note).to_have_value("They castle already.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    assert len(sent) == 2


def test_a_server_that_answers_without_a_network_is_sent_to(site: Site, visit: Visit) -> None:
    """As where it runs on the laptop itself, in flight mode."""
    page = visit("convener", 360)
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    sent = register(page, "Chess in flight mode")
    page.locator(".saving button").click()
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    page.get_by_label("What happened, and what comes next").fill("They castle already.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    assert len([one for one in sent if one.endswith("/note/") or "note" in one]) == 1


def test_who_is_signed_out_meanwhile_finds_the_marks_again_after_signing_in(
    site: Site, visit: Visit
) -> None:
    page = visit("convener", 360)
    register(page, "Chess after hours")
    page.locator(".learners > li").nth(3).locator("[value=absent]").check(force=True)
    address, signed_in = page.url, page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator(".saving button").click()
    expect(page.get_by_text("perhaps no longer: nothing was saved")).to_be_visible()
    page.context.add_cookies(signed_in)  # type: ignore[arg-type]
    page.goto(address)
    expect(page.get_by_text("Not saved yet; kept on this device.")).to_be_visible()
    page.locator(".saving button").click()
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    assert recorded(page)["absent"] == 1
