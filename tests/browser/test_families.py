"""A parent on a phone, in two languages, and a tutor who sees what was reported."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit

SEND = "main form[method=post] button[type=submit]"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_parent_sees_consents_and_reports_an_absence(
    site: Site, visit: Visit, locale: str
) -> None:
    page = visit("guardian", width=360, locale=locale)
    page.goto("/me/children/")
    home = page.url
    page.locator('main a[href*="/absence/"]').click()
    page.locator("[name=reason][value=ill]").check()
    page.locator("[name=note]").fill(f"fever, {locale}")
    page.locator(SEND).last.click()
    page.wait_for_url(home)
    expect(page.locator("main .notice").first).to_be_visible()
    agree = page.locator("main button[name=answer][value=yes]")
    if agree.count():
        agree.first.click()
        page.wait_for_url(home)
    expect(page.locator("main button[name=answer][value=no]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    tutor = visit("convener", width=360, locale=locale)
    tutor.goto(f"/e/valley/activities/{site.names['activity']}/")
    for link in tutor.locator('main a[href*="/sessions/"]').all()[:4]:
        tutor.goto(str(link.get_attribute("href")))
        if tutor.get_by_text(f"fever, {locale}").count():
            break
        tutor.go_back()
    expect(tutor.get_by_text(f"fever, {locale}")).to_be_visible()
