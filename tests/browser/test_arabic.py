"""No page in Arabic says a sentence of the product in English, past all gettext."""

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page
from scripts.messages import LOCALE

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import walk

SAID = """() => {
  const texts = [document.title.split(" · ")[0]];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script, style, code, option, bdi"))
      texts.push(walker.currentNode.textContent.trim());
  }
  for (const name of ["aria-label", "title", "alt", "placeholder", "data-label"])
    for (const one of document.querySelectorAll(`[${name}]`)) texts.push(one.getAttribute(name));
  return texts;
}"""


def sentences() -> set[str]:
    """What the product says in English, where Arabic says something else."""
    with (LOCALE / "ar" / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [one for one in read_po(file, locale="ar") if isinstance(one.id, str)]
    return {one.id for one in messages if one.id and one.id != one.string and " " in one.id}


def slips(page: Page) -> list[str]:
    english = sentences()
    return [said for said in page.evaluate(SAID) if said in english]


@pytest.mark.parametrize("role", ["convener", "guardian", "public"])
def test_no_page_in_arabic_says_an_english_sentence(site: Site, visit: Visit, role: str) -> None:
    assert walk(visit(role, locale="ar"), site, role, slips) == []


def test_the_same_look_finds_sentences_on_a_page_in_english(visit: Visit) -> None:
    page = visit(locale="en")
    page.goto("/")
    assert slips(page) != []
