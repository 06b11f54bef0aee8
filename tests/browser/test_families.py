"""A parent on a phone, in two languages; a tutor who sees it; a call with good news; a referral."""

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


def test_a_call_with_good_news_is_noted_and_counted(site: Site, visit: Visit) -> None:
    page = visit("educator", width=360)
    page.goto(f"/e/valley/people/{site.names['person']}/contacts/")
    page.locator("[name=tone][value=positive]").check()
    page.locator("[name=topic]").fill("read aloud to the class")
    page.locator(SEND).first.click()
    expect(page.locator("main .feed")).to_contain_text("read aloud to the class")
    page.goto("/e/valley/families/")
    expect(page.locator("main")).to_contain_text("100 %")


def test_a_referral_is_agreed_to_and_accepted(site: Site, visit: Visit) -> None:
    page, parent = visit("convener"), visit("guardian", width=360)
    page.goto(f"/e/valley/people/{site.names['person']}/refer/")
    page.locator("[name=sender]").select_option(label="Cedar Hill School")
    page.locator("[name=receiver]").select_option(label="Green Valley Library")
    page.locator("[name=need]").select_option("mentoring")
    page.locator(SEND).last.click()
    page.wait_for_url("**/referrals/*/")
    parent.goto("/me/referrals/")
    parent.locator("main button[value=agree]").first.click()
    expect(parent.locator("main button[value=withdraw]").first).to_be_visible()
    partner = visit("partner", width=360)
    partner.goto("/e/valley/referrals/")
    partner.locator('main a[href*="/referrals/"]').first.click()
    partner.locator("main button[value=accept]").click()
    partner.wait_for_url("**/referrals/")
    expect(partner.locator("main")).to_contain_text("accepted")
