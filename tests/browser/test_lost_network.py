"""A tutor in a cellar marks and presses Save: nothing is lost, and it is sent once."""

from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_work_is_recorded import enrol_class, offer, plan_today, recorded


def test_without_a_network_saving_waits_and_is_sent_once(site: Site, visit: Visit) -> None:
    page = visit("convener", 360)
    offer(page, "Chess in the cellar", public=False)
    activity = page.url
    plan_today(page)
    page.goto(activity)
    enrol_class(page)
    page.goto(activity)
    page.locator('main a[href*="/sessions/"]').first.click()
    page.wait_for_load_state()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.context.set_offline(True)
    page.locator("button.everybody").click()
    page.locator(".saving button").click()
    expect(page.get_by_text("No network.")).to_be_visible()
    assert (recorded(page)["absent"], sent) == (0, [])
    page.locator(".learners > li").nth(3).locator("[value=absent]").check(force=True)
    page.context.set_offline(False)
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    assert (recorded(page)["absent"], len(sent)) == (1, 1)
