"""Beit Jann: tutoring in a small group, a laboratory place for who excels, calls with good news."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow
from tests.browser.test_tulsa import press

HERE = "/e/valley/"
SCHOOL, TUTOR = "Cedar Hill School", "valley tutor"
FEW = ("Kim Learner 01", "Kim Learner 02", "Kim Learner 03")
SEND = "main form[method=post] button[type=submit]"


def test_few_are_tutored_who_excels_is_invited_and_good_news_goes_home(
    site: Site, visit: Visit
) -> None:
    convener, tutor = visit("convener"), visit("tutor", width=360)
    parent, educator = visit("guardian", width=360), visit("educator", width=360)
    convener.goto(f"{HERE}opportunities/kinds/")
    convener.locator("main form[action$='/kinds/usual/'] button").click()
    convener.wait_for_load_state()
    group = offer(convener, "Tutoring", "Mathematics, three at a table", TUTOR, places=3)
    give(convener, group, *FEW)
    mark(tutor, group)
    invited(convener, parent)
    calls(educator, site)


def offer(
    page: Page, kind: str, title: str, leader: str, places: int, invited: bool = False
) -> str:
    """Offer something at the school today; where it lies."""
    page.goto(f"{HERE}opportunities/new/")
    page.get_by_label("What kind is it?").select_option(label=kind)
    page.get_by_label("Title").fill(title)
    page.get_by_label("What happens there?").fill("We work until everybody has it.")
    press(page, "Save and go on")
    page.get_by_label("First day").fill(datetime.now(UTC).date().isoformat())
    page.get_by_label("It begins at").fill("00:00")
    page.get_by_label("How many minutes it takes").fill("60")
    page.get_by_label("At which organisation?").select_option(label=SCHOOL)
    page.get_by_label("Who leads it").select_option(label=leader)
    press(page, "Save and go on")
    press(page, "Save and go on")
    page.get_by_label("Places are given by invitation").set_checked(invited)
    page.get_by_label("How many places are there?").fill(str(places))
    press(page, "Save and go on")
    press(page, "Save")
    press(page, "Open it")
    return page.url


def give(page: Page, offered: str, *names: str) -> None:
    page.goto(f"{offered}places/give/")
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    press(page, "Give a place")
    page.wait_for_url("**/places/")
    expect(page.locator("main .tag.good")).to_have_count(len(names))


def mark(tutor: Page, offered: str) -> None:
    """The tutor marks the small group on a phone."""
    tutor.goto(offered)
    expect(tutor.locator("main")).to_contain_text("All 3 places are taken.")
    tutor.goto("/home/")
    follow(tutor.locator("main a", has_text="Mathematics, three at a table").first)
    if "/sessions/" not in tutor.url:
        follow(tutor.locator('main a[href*="/sessions/"]').first)
    expect(tutor.locator("main .learners li")).to_have_count(3)
    tutor.get_by_role("button", name="All present").click()
    press(tutor, "Save")
    expect(tutor.locator(".tag.good", has_text="marked")).to_be_visible()


def invited(convener: Page, parent: Page) -> None:
    """Nobody signs up for the laboratory; who excels is given a place, and the family sees it."""
    kind, title = "Place in a laboratory", "Chemistry at the college"
    laboratory = offer(convener, kind, title, TUTOR, places=2, invited=True)
    parent.goto(laboratory)
    expect(parent.locator("main")).to_contain_text("Places are given by invitation.")
    expect(parent.get_by_role("button", name="Sign up")).to_have_count(0)
    expect(parent.get_by_role("link", name="Sign up")).to_have_count(0)
    fits(parent)
    give(convener, laboratory, FEW[0])
    parent.goto(laboratory)
    expect(parent.locator("main .card", has_text=FEW[0]).locator(".tag.good")).to_be_visible()


def calls(educator: Page, site: Site) -> None:
    """A worry, then good news: the share that families hear goes up."""
    seen = []
    for tone, topic in (
        ("concern", "late twice"),
        ("positive", "read aloud"),
        ("positive", "helps"),
    ):
        educator.goto(f"{HERE}people/{site.names['person']}/contacts/")
        educator.locator(f"[name=tone][value={tone}]").check()
        educator.locator("[name=topic]").fill(topic)
        educator.locator(SEND).first.click()
        expect(educator.locator("main .feed")).to_contain_text(topic)
        educator.goto(f"{HERE}families/?by=month")
        seen.append(int(educator.locator("main .saying").inner_text().split()[0]))
    assert seen == sorted(set(seen))
    expect(educator.locator("main tbody tr").first).to_contain_text(str(seen[-1]))
    fits(educator)
