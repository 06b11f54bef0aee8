"""Gwangmyeong: a catalogue in Korean, a full course, its waiting list. Unschooling: what is near a family."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, follow
from tests.browser.offering import family_offers, looks_near_in_easy_words, scale_is_on_the_map

HERE = "/e/valley/"
SEND = "main form[method=post] button[type=submit]"


def offer(page: Page, title: str, summary: str, point: tuple[float, float], places: str) -> str:
    """Offer something, a step at a time, and open it; its address."""
    day = datetime.now(UTC).date() + timedelta(days=14)
    page.goto(f"{HERE}opportunities/new/")
    page.get_by_label("What kind is it?").select_option(label="Event")
    page.get_by_label("Title").fill(title)
    page.get_by_label("What happens there?").fill(summary)
    page.locator(SEND).click()
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Address").fill("Market Street 3")
    page.get_by_label("Latitude").fill(str(point[0]))
    page.get_by_label("Longitude").fill(str(point[1]))
    page.locator(SEND).click()
    page.get_by_label("everybody", exact=True).check()
    page.locator("[name=audience][value=members]").check()
    page.locator(SEND).click()
    page.get_by_label("How many places are there?").fill(places)
    page.get_by_label("A guardian has to agree").uncheck()
    page.locator(SEND).click()
    page.get_by_label("Website").wait_for()
    page.locator(SEND).click()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("It is open now.")).to_be_visible()
    return page.url


def find(page: Page, words: str, **fields: str) -> None:
    page.goto(f"{HERE}find/")
    page.get_by_label("What are you looking for?").fill(words)
    for label, value in fields.items():
        page.locator(f"[name={label}]").fill(value)
    page.get_by_role("button", name="Find").first.click()


def test_a_full_course_is_found_in_korean_and_a_place_is_offered_to_who_waits(visit: Visit) -> None:
    provider = visit("partner")
    address = offer(provider, "바느질 교실", "손바느질로 가방을 만듭니다.", (37.478, 126.864), "1")
    offer(provider, "도자기 교실", "흙으로 그릇을 빚습니다.", (37.45, 126.9), "8")

    first, second = visit("learner", width=360), visit("educator")
    find(first, "바느질로 가방을")
    line = first.locator(".finds > li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("1 place is free")
    fits(first, "finds-360")
    line.get_by_role("link").click()
    first.get_by_role("link", name="Sign up").first.click()
    first.locator(SEND).last.click()
    expect(first.locator("main")).to_contain_text("has a place")

    find(second, "교실")
    expect(second.locator(".finds > li")).to_have_count(2)
    expect(second.locator(".town svg a")).to_have_count(2)
    fits(second, "catalogue-1280")
    assert scale_is_on_the_map(second)
    full = second.locator(".finds > li").filter(has_text="바느질")
    expect(full).to_contain_text("full, with a waiting list")
    full.get_by_role("link").click()
    second.get_by_role("link", name="Sign up").first.click()
    second.locator(SEND).last.click()
    expect(second.locator("main")).to_contain_text("Number 1 in the line")

    first.goto(address)
    first.get_by_role("link", name="Give the place back").click()
    expect(first.get_by_role("link", name="Keep it")).to_be_visible()
    follow(first.get_by_role("button", name="Give the place back"))
    second.goto(f"{HERE}opportunities/places/")
    second.locator("li.card").filter(has_text="바느질").get_by_role("link").click()
    second.get_by_role("button", name="Take the place").click()
    expect(second.locator("main")).to_contain_text("has a place")
    fits(second, "place-1280")


def test_a_family_finds_what_a_local_shop_offers_near_them_joins_and_saves_the_search(
    visit: Visit,
) -> None:
    shop = visit("partner", width=360)
    offer(
        shop, "Bicycle workshop", "Bring your bicycle, we mend it together.", (41.88, -87.63), "5"
    )
    offer(shop, "Far away regatta", "Rowing on the other lake.", (46.78, -92.1), "5")
    fits(shop, "offered-360")

    family = visit("guardian", width=360)
    find(family, "", near="41.9, -87.6")
    expect(family.locator(".finds > li")).to_have_count(1)
    expect(family.locator(".finds > li")).to_contain_text("Bicycle workshop")
    expect(family.locator(".finds > li")).to_contain_text("km away")
    fits(family, "near-360")
    family.get_by_text("Save this search").click()
    family.get_by_role("button", name="Save", exact=True).click()
    expect(family.locator("li.card h2")).to_contain_text("at most 10 km")
    fits(family, "saved-360")
    family.locator("li.card h2 a").click()
    family.get_by_role("link", name="Show it in easy words").click()
    expect(family.locator(".easy-finds")).to_contain_text("Is there room?")
    fits(family, "easy-360")
    looks_near_in_easy_words(family, HERE)
    family.get_by_role("link", name="Bicycle workshop").click()
    child = family.locator("li.card").filter(has_text="Kim Learner 01")
    child.get_by_role("link", name="Sign up").click()
    family.locator(SEND).last.click()
    expect(family.locator("main")).to_contain_text("has a place")
    find(family, "lighthouse", near="41.9, -87.6")
    expect(family.get_by_text("Leave one of these out")).to_be_visible()
    family_offers(family, visit("educator"))
    arabic = visit("learner", width=360, locale="ar")
    arabic.goto(f"{HERE}find/")
    fits(arabic, "map-arabic-360")
    assert scale_is_on_the_map(arabic)
