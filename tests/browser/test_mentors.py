"""HIVE: a family signs up for an event; a mentor is found for who waits, and a note is kept on a phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, follow, violations

HERE = "/e/valley/mentoring/"


def test_a_family_signs_up_for_an_event_and_finds_it_in_its_week_and_calendar(visit: Visit) -> None:
    host, family = visit("partner"), visit("guardian", width=360)
    event = published(host, "Night of robots")
    family.goto("/e/valley/opportunities/")
    family.get_by_role("link", name="Night of robots").first.click()
    family.get_by_role("link", name="Sign up Kim Learner 01").click()
    fits(family, "sign-up-360")
    family.get_by_role("button", name="Sign up").click()
    expect(family.get_by_text("Kim Learner 01 has a place.")).to_be_visible()
    fits(family, "event-360")
    with family.expect_download() as file:
        family.get_by_role("link", name="Put it into my calendar").click()
    assert "SUMMARY:Night of robots" in file.value.path().read_text()
    family.goto("/home/")
    expect(family.get_by_text("Night of robots").first).to_be_visible()
    fits(family, "week-360")
    family.goto("/me/calendar/")
    family.get_by_role("button", name="Make an address").click()
    feed = family.locator("input[readonly]").first.input_value()
    assert "SUMMARY:Kim Learner 01: Night of robots" in family.request.get(feed).text()
    host.goto(f"{event}places/")
    expect(host.get_by_role("rowheader", name="Kim Learner 01")).to_be_visible()


def published(page: Page, title: str) -> str:
    """An event tomorrow evening, open for whoever belongs here; where it lies."""
    page.goto("/e/valley/opportunities/new/")
    page.get_by_label("What kind is it?").select_option("Event")
    page.get_by_label("Title").fill(title)
    page.get_by_label("What happens there?").fill("Bring a robot, or drive one of ours.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("First day").fill((datetime.now(UTC).date() + timedelta(1)).isoformat())
    page.get_by_label("It begins at").fill("18:00")
    page.get_by_label("How many minutes it takes").fill("90")
    page.get_by_label("Address, or how one finds it").fill("Library hall")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("It is open now.")).to_be_visible()
    return page.url


def test_a_mentor_offers_a_family_wishes_and_the_best_pairs_are_asked(visit: Visit) -> None:
    tutor = visit("tutor", width=360)
    tutor.goto(f"{HERE}offers/new/")
    tutor.get_by_label("In a few words").fill("Scratch and first apps")
    fits(tutor, "offer-360")
    tutor.get_by_role("button", name="Offer it").click()
    expect(tutor.get_by_text("Thank you: the offer stands.")).to_be_visible()

    family = visit("guardian", width=360)
    family.goto(f"{HERE}wishes/new/")
    family.get_by_label("In a few words").fill("Make a game")
    family.get_by_role("button", name="Wish for it").click()
    expect(family.get_by_text("You hear from us once somebody is found.")).to_be_visible()

    convener = visit("convener")
    convener.goto(HERE)
    fits(convener, "offers-1280")
    convener.goto(f"{HERE}wishes/")
    convener.get_by_role("button", name="Propose mentors for all who wait").click()
    expect(convener.get_by_text("that is proved")).to_be_visible()
    fits(convener, "proposal-1280")
    convener.get_by_role("button", name="Publish: ask both sides").click()
    expect(convener.get_by_text("Published:")).to_be_visible()

    for page in (family, tutor):
        page.goto("/home/")
        page.get_by_role("link", name="Mentoring").first.click()
        page.get_by_role("button", name="Yes").click()
        expect(page.get_by_text("Your answer is noted.")).to_be_visible()
    fits(tutor, "pair-360")
    follow(tutor.get_by_role("button", name="Let it begin"))
    tutor.goto(f"{HERE}mine/")
    tutor.get_by_text("Note", exact=True).first.click()
    tutor.get_by_label("What happened, and what comes next").first.fill("First game runs.")
    tutor.get_by_role("button", name="Keep the note").first.click()
    expect(tutor.get_by_text("The note is kept.")).to_be_visible()
    expect(tutor.get_by_text("First game runs.")).to_be_visible()
    fits(tutor, "mine-360")


def test_who_served_whom_and_verification_fit_a_phone_and_arabic(visit: Visit) -> None:
    for name, options in {"1280": {}, "360-ar": {"width": 360, "locale": "ar"}}.items():
        page = visit("convener", color_scheme="dark" if "ar" in name else "light", **options)
        page.goto("/e/valley/serving/?first=2020-01-01&last=2030-01-01")
        fits(page, f"serving-{name}")
        page.goto(f"{HERE}wishes/")
        fits(page, f"wishes-{name}")
    page = visit("convener")
    page.goto(f"{HERE}wishes/")
    stops_the_keyboard(page)


def stops_the_keyboard(page: Page) -> None:
    """A table that has to scroll is a stop of the keyboard, read out by its name; one that fits is none."""
    sheet = page.locator(".sheet").first
    expect(sheet).not_to_have_attribute("tabindex", "0")
    sheet.evaluate("one => (one.style.inlineSize = '9rem')")
    expect(sheet).to_have_attribute("tabindex", "0")
    expect(sheet).to_have_accessible_name("Who wishes for a mentor or tutor")
    assert violations(page) == []
