"""One person of many is chosen on a phone: by name, of namesakes by school, in Arabic and without scripts too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looking import fits, follow, reads_at_night

HERE = "/e/dale/mentoring/wishes/new/"
ABOUT = "Fractions, and a little courage."


def written(page: Page, name: str) -> None:
    page.goto(HERE)
    assert page.locator("[name=person] option").count() == 0
    page.locator("[name='person.words']").fill(name)
    page.locator("[name=about]").fill(ABOUT)
    page.locator("[name=languages]").first.check()
    follow(page.locator("form[data-guard] button[type=submit]"))


@pytest.mark.parametrize(("locale", "keys", "at"), [("en", "ArrowDown", 1), ("ar", "Space", 0)])
def test_of_namesakes_one_is_chosen_with_the_keyboard(
    visit: Visit, locale: str, keys: str, at: int
) -> None:
    page = visit("crowded", width=360, locale=locale)
    page.goto(HERE)
    fits(page, f"one-person-{locale}")
    written(page, "lina")
    fits(page, f"one-of-several-{locale}")
    reads_at_night(page)
    expect(page.locator("[name=about]")).to_have_value(ABOUT)
    expect(page.locator("[name='person.words']")).to_have_value("lina")
    several = page.get_by_role("radio", name="Lina Haddad")
    expect(several).to_have_count(2)
    expect(page.locator(".one-person").get_by_text("Mill School")).to_be_visible()
    page.locator(".summary a").first.focus()
    page.keyboard.press("Enter")
    expect(several.first).to_be_focused()
    page.keyboard.press(keys)
    expect(several.nth(at)).to_be_checked()
    follow(page.locator("form[data-guard] button[type=submit]"))
    expect(page.locator("h1")).to_contain_text("Lina Haddad")


@pytest.mark.parametrize("typed", ["zoe mu", "حدّاد"])
def test_without_scripts_who_alone_is_meant_is_chosen_at_once(visit: Visit, typed: str) -> None:
    page = visit("crowded", width=360, java_script_enabled=False)
    written(page, typed)
    expect(page.locator("h1")).to_contain_text("Zoë" if typed.startswith("z") else "لينا")


def test_who_is_not_found_can_be_written_again_and_nothing_else_is_lost(visit: Visit) -> None:
    page = visit("crowded", width=360, java_script_enabled=False)
    written(page, "Nemo")
    expect(page.locator(".summary")).to_contain_text("Nobody of that name is here.")
    expect(page.locator("[name=about]")).to_have_value(ABOUT)
    page.locator("[name='person.words']").fill("Dora Dale 07")
    follow(page.locator("form[data-guard] button[type=submit]"))
    expect(page.locator("h1")).to_contain_text("Dora Dale 07")
