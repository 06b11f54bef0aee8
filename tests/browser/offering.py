"""What a family offers, from what it sends in to what is open; and where a map has its scale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.looking import fits


def scale_is_on_the_map(page: Page) -> bool:
    """Whether the line that says how long a kilometre is lies within the map."""
    line = page.locator(".town .yardstick").bounding_box()
    ground = page.locator(".town .ground").bounding_box()
    assert line
    assert ground
    return ground["x"] < line["x"] and line["x"] + line["width"] < ground["x"] + ground["width"]


def family_offers(family: Page, school: Page) -> None:
    """A parent offers a talk; the school looks at it, opens it and is asked to plan its sessions."""
    family.goto("/me/children/")
    family.get_by_role("link", name="Offer something yourself").first.click()
    family.get_by_label("What kind is it?").select_option(label="Event")
    family.get_by_label("Title").fill("What a nurse does all day")
    family.get_by_label("What happens there?").fill(
        "I show my ward and what I carry in my pockets."
    )
    family.get_by_label("For which school or organisation?").select_option(
        label="Cedar Hill School"
    )
    family.get_by_label("Address").fill("Clinic, Market Street 9")
    family.get_by_label("First day").fill(
        (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
    )
    fits(family, "proposal-360")
    family.get_by_role("button", name="Send it in").click()
    expect(family.get_by_role("button", name="Take it back")).to_be_visible()
    family.get_by_role("link", name="Change it").click()
    family.get_by_label("Address").fill("Clinic, Market Street 11")
    fits(family, "change-proposal-360")
    family.get_by_role("button", name="Save").click()
    expect(family.locator("main")).to_contain_text("Market Street 11")
    school.goto("/home/")
    school.get_by_role("link", name="What a nurse does all day").click()
    fits(school, "proposed-1280")
    school.get_by_role("button", name="Open it").click()
    school.get_by_role("link", name="Plan its sessions").first.wait_for()
    fits(school, "plan-1280")
    family.reload()
    expect(family.locator("main")).to_contain_text("You proposed this, and it is open")
    fits(family, "proposed-and-open-360")


def looks_near_in_easy_words(family: Page, here: str) -> None:
    """On the page that a child can read, what is near where the browser says one is."""
    family.context.grant_permissions(["geolocation"])
    family.context.set_geolocation({"latitude": 41.9, "longitude": -87.6})
    family.goto(f"{here}find/?view=simple")
    family.get_by_role("button", name="Near where I am").click()
    expect(family.locator(".found-by")).to_contain_text("from the place you gave")
    expect(family.locator(".easy-finds > li")).to_have_count(1)
