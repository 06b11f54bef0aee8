"""Tulsa: an agreement, the service it is about, who came, and a referral that is not lost."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow

HERE = "/e/valley/"
SCHOOL, LIBRARY, CLINIC = "Cedar Hill School", "Green Valley Library", "Riverside Clinic"
CHILD = "Kim Learner 01"
SEND = "main form[method=post] button[type=submit]"


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True).first)


def test_from_an_agreement_to_who_came_and_a_referral(site: Site, visit: Visit) -> None:
    convener, partner = visit("convener"), visit("partner", width=360)
    parent = visit("guardian", width=360)
    agree(convener, partner, site)
    service = offer(partner)
    before = counted(convener, partner, site)
    join_and_mark(parent, partner, service)
    # entered once, the hour and a half stands in both
    assert counted(convener, partner, site) == tuple(hours + 1.5 for hours in before)
    refer(convener, site)
    answered(parent, partner, "accept")
    refer(convener, site)
    answered(parent, partner, "decline")
    not_lost(convener, parent, partner)


def agree(convener: Page, partner: Page, site: Site) -> None:
    """The network says what, where, until when and which data; the partner agrees."""
    convener.goto(f"{HERE}partners/{site.names['partner']}/agree/")
    convener.get_by_label("What it is called").fill("Homework hours")
    convener.get_by_label("What is delivered").fill("An hour after school, with a snack.")
    convener.get_by_label(SCHOOL).check()
    convener.get_by_label("Until").fill(day(200))
    convener.get_by_label("attendance", exact=True).check()
    convener.get_by_label("What the data are for").fill("So that both know who was there.")
    convener.locator(SEND).last.click()
    expect(convener.locator("main")).to_contain_text("not answered yet")
    partner.goto("/home/")
    partner.get_by_role("link", name="Homework hours").first.click()
    expect(partner.locator("main .facts")).to_contain_text("attendance")
    partner.get_by_role("link", name="Agree or decline").click()
    partner.get_by_label("In what capacity").fill("Head of the branch")
    press(partner, "We agree")
    expect(partner.locator("main")).to_contain_text("in force")
    expect(partner.locator("main")).to_contain_text("Head of the branch")
    fits(partner)


def offer(partner: Page) -> str:
    """The partner offers the service at the school and opens it; where it lies."""
    partner.goto(f"{HERE}opportunities/new/")
    partner.get_by_label("What kind is it?").select_option(label="Event")
    partner.get_by_label("Title").fill("Homework hour")
    partner.get_by_label("What happens there?").fill("We do homework together, and eat.")
    press(partner, "Save and go on")
    partner.get_by_label("First day").fill(day(0))
    partner.get_by_label("It begins at").fill("00:00")
    partner.get_by_label("How many minutes it takes").fill("90")
    partner.get_by_label("At which organisation?").select_option(label=SCHOOL)
    partner.get_by_label("Who leads it").select_option(label="Cy Partner")
    press(partner, "Save and go on")
    press(partner, "Save and go on")
    partner.get_by_label("How many places are there?").fill("12")
    press(partner, "Save and go on")
    press(partner, "Save")
    press(partner, "Open it")
    expect(partner.locator("main")).to_contain_text("Free places: 12 of 12.")
    fits(partner)
    return partner.url


def join_and_mark(parent: Page, partner: Page, service: str) -> None:
    """A parent signs the child up; the partner marks who came."""
    parent.goto(service)
    parent.get_by_label(f"Sign up {CHILD}").click()
    press(parent, "Sign up")
    expect(parent.locator("main .tag.good").first).to_be_visible()
    partner.goto(service)
    partner.get_by_role("link", name="Sessions and attendance").click()
    follow(partner.locator('main a[href*="/sessions/"]').first)
    # all but whom the parents said would stay away
    partner.get_by_role("button", name="All present").click()
    partner.locator(".learners [value=present]").first.check(force=True)
    press(partner, "Save")
    expect(partner.locator(".tag.good", has_text="marked")).to_be_visible()


def counted(convener: Page, partner: Page, site: Site) -> tuple[float, float]:
    """Today's hours of the partner, on its page and in who served whom; others' work included."""
    partner.goto(f"{HERE}partners/{site.names['partner']}/?from={day(0)}&until={day(0)}")
    fits(partner)
    convener.goto(f"{HERE}serving/?first={day(0)}&last={day(0)}&by=partner")
    row = convener.get_by_role("row", name=LIBRARY)
    return number(partner.locator("#delivered .figures")), number(row.locator("td").last)


def number(shown: Locator) -> float:
    """The first number that stands there; nothing there is none."""
    found = re.search(r"\d+(\.\d+)?", shown.first.inner_text()) if shown.count() else None
    return float(found[0]) if found else 0.0


def refer(convener: Page, site: Site) -> None:
    convener.goto(f"{HERE}people/{site.names['person']}/refer/")
    convener.locator("[name=sender]").select_option(label=SCHOOL)
    convener.locator("[name=receiver]").select_option(label=LIBRARY)
    convener.locator("[name=need]").select_option("mentoring")
    convener.locator(SEND).last.click()
    convener.wait_for_url("**/referrals/*/")
    expect(convener.locator("main")).to_contain_text("It waits for the family’s answer.")


def answered(parent: Page, partner: Page, how: str) -> None:
    """The library learns of it once the parent agrees, and accepts or declines."""
    waits = partner.locator("main li", has_text="say whether you take it on").locator(
        'a[href*="/referrals/"]'
    )
    partner.goto("/home/")
    expect(waits).to_have_count(0)
    parent.goto("/me/referrals/")
    parent.locator("main button[value=agree]").first.click()
    expect(parent.locator("main button[value=withdraw]").first).to_be_visible()
    fits(parent)
    partner.goto("/home/")
    waits.first.click()
    if how == "decline":
        partner.locator("[name=reason]").fill("Nobody is free before spring.")
    partner.locator(f"main button[value={how}]").click()
    partner.wait_for_url("**/referrals/")


def not_lost(convener: Page, parent: Page, partner: Page) -> None:
    """What was declined waits with who asked, who asks elsewhere; the family decides anew."""
    expect(partner.locator("main tbody tr")).to_have_count(1)
    parent.goto("/me/referrals/")
    expect(parent.locator("main")).to_contain_text(f"{LIBRARY} cannot help now.")
    convener.goto("/home/")
    back = convener.locator("main li", has_text="ask elsewhere, or close it")
    back.locator('a[href*="/referrals/"]').click()
    expect(convener.locator("main")).to_contain_text("Nobody is free before spring.")
    fits(convener)
    convener.locator("[name=receiver]").select_option(label=CLINIC)
    convener.locator("main button[value=redirect]").click()
    convener.wait_for_url("**/referrals/")
    parent.goto("/me/referrals/")
    asked = parent.locator("main .card", has_text=CLINIC)
    expect(asked).to_contain_text("waits for the family’s yes")
    follow(asked.locator("button[value=refuse]"))
    convener.goto("/home/")
    expect(convener.locator("main li", has_text=CLINIC)).to_contain_text(
        "sk elsewhere, or close it"
    )
