"""No page in another language says a sentence of the product in English, past all gettext."""

from functools import cache

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page
from scripts.messages import LANGUAGES, LOCALE

from tests.browser.conftest import Site, Visit
from tests.browser.looking import follow
from tests.browser.test_every_page import NARROW, narrow, walk

SAID = """() => {
  const texts = [document.title.split(" · ")[0]];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    const others = holder.closest("[lang]") !== document.documentElement; // kept as it was written
    if (!others && !holder.closest("script, style, code, option, bdi"))
      texts.push(walker.currentNode.textContent.trim());
  }
  for (const name of ["aria-label", "title", "alt", "placeholder", "data-label"])
    for (const one of document.querySelectorAll(`[${name}]`)) texts.push(one.getAttribute(name));
  return texts;
}"""


@cache
def sentences(language: str) -> set[str]:
    """What the product says in English, where the other language says something else."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [one for one in read_po(file, locale=language) if isinstance(one.id, str)]
    return {one.id for one in messages if one.id and one.id != one.string and " " in one.id}


def slips(page: Page, language: str) -> list[str]:
    english = sentences(language)
    return [said for said in page.evaluate(SAID) if said in english]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["convener", "guardian", "public"])
def test_no_translated_page_says_an_english_sentence_or_runs_over_at_320_pixels(
    site: Site, visit: Visit, role: str, language: str
) -> None:
    page = visit(role, NARROW, locale=language)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language
    assert walk(page, site, role, lambda shown: narrow(shown) + slips(shown, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_look_finds_sentences_on_a_page_in_english(visit: Visit, language: str) -> None:
    page = visit(locale="en")
    page.goto("/")
    assert slips(page, language) != []


def test_the_menu_offers_every_language_and_keeps_the_one_chosen(visit: Visit) -> None:
    page = visit(locale="en")
    page.goto("/")
    page.get_by_text("Menu").click()
    follow(page.get_by_role("button", name="Español"))
    page.goto("/measures/")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("heading", name="Cómo se calcula el perfil").is_visible()


BROKEN = """() => {
  const broken = [];
  for (const name of document.querySelectorAll("dl.facts dt")) {
    const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    while (text.nextNode()) for (const word of text.currentNode.textContent.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(text.currentNode, word.index);
      range.setEnd(text.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


def test_on_a_phone_no_word_is_broken_that_names_a_fact(visit: Visit) -> None:
    page = visit("convener", 360, locale="es")
    page.goto("/e/valley/")
    assert page.locator("dl.facts dt", has_text="Organizaciones aliadas").is_visible()
    assert page.evaluate(BROKEN) == []
