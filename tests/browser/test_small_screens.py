"""What a phone makes small or long: the words of the leaf, and pages of many sections."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, reads_at_night

LEAF = "/e/{slug}/profile/"
LABELS = """() => [...document.querySelectorAll(".leaf:not(.small) .l")].map((label) => {
  const svg = label.ownerSVGElement, box = label.getBoundingClientRect();
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return {size: parseFloat(getComputedStyle(label).fontSize) * scale, left: box.left, top: box.top,
          right: box.right, bottom: box.bottom};
})"""
NUMBERS = LABELS.replace('.l")', '.n")')


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] + 3 < other["bottom"] and other["top"] + 3 < one["bottom"]
    )  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "es", "ar"])
@pytest.mark.parametrize("width", [320, 360, 480, 600, 850, 1000, 1280])
def test_the_words_of_the_leaf_are_large_enough_and_hide_nothing(
    visit: Visit, site: Site, width: int, locale: str
) -> None:
    page = visit("convener", width=width, locale=locale)
    page.goto(LEAF.format(**site.names))
    found = page.evaluate(LABELS)
    assert len(found) == 7
    assert min(one["size"] for one in found) >= 12
    assert all(one["left"] >= 0 and one["right"] <= width for one in found)
    for place, one in enumerate(found):
        assert not [other for other in found[place + 1 :] if meet(one, other)]
        numbers = page.evaluate(NUMBERS)
        assert not [n for number, n in enumerate(numbers) if number != place and meet(one, n)]


def test_the_leaf_reads_at_night(visit: Visit, site: Site) -> None:
    page = visit("convener", width=360, locale="ar")
    page.goto(LEAF.format(**site.names))
    reads_at_night(page)


def heights(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize("scripts", [True, False])
def test_any_feature_of_the_measures_is_two_taps_away(visit: Visit, scripts: bool) -> None:
    page = visit(width=360, java_script_enabled=scripts)
    page.goto("/measures/")
    parts = page.locator("details.part")
    assert parts.count() == 7
    last = parts.nth(6)
    expect(last.locator("table")).to_be_hidden()
    last.locator("summary").click()
    expect(last.locator("table")).to_be_visible()


def test_the_measures_fit_a_phone_folded_and_unfolded(visit: Visit) -> None:
    page = visit(width=360)
    page.goto("/measures/")
    assert heights(page) < 3000
    fits(page)
    for one in page.locator("details.part > summary").all():
        one.click()
    fits(page)
    reads_at_night(page)


def test_a_link_to_a_measure_opens_what_it_stands_in(visit: Visit) -> None:
    page = visit(width=360)
    page.goto("/measures/#measure-4.1")
    expect(page.locator("[id='measure-4.1']")).to_be_in_viewport()
    page.goto("/measures/#feature-7")
    expect(page.locator("#feature-7")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_nothing_is_folded(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    page.goto("/measures/")
    expect(page.locator("#feature-7")).to_be_hidden()
    page.emulate_media(media="print")
    box = page.locator("#feature-7").bounding_box()
    assert box is not None
    assert box["height"] > 100


def test_what_is_kept_is_folded_by_how_long(visit: Visit, site: Site) -> None:
    page = visit("convener", width=360)
    page.goto("/e/{slug}/settings/kept/".format(**site.names))
    assert heights(page) < 3000
    part = page.locator("details.part").last
    part.locator("summary").click()
    expect(part.locator("table")).to_be_visible()
    fits(page)


def test_what_a_role_may_do_is_two_taps_away(visit: Visit, site: Site) -> None:
    page = visit("convener", width=360)
    page.goto("/e/{slug}/roles/".format(**site.names))
    page.get_by_role("link", name="What each role may do").click()
    expect(page.locator("#may")).to_be_in_viewport()
    role = page.locator("details.part").last
    role.locator("summary").click()
    expect(role.locator("ul").first).to_be_visible()
    fits(page)


LONG = (
    "Red de aprendizaje de las comunidades rurales y costeras del norte de Baja California",
    "Nachbarschaftslernlandschaftsgemeinschaftsverwaltungsgenossenschaftsversammlungssaal",
)
IN_TABS = """(name) => {
  document.querySelector("nav.tabs")?.remove();
  const tabs = '<nav class="tabs" aria-label="Tabs"><ul>' +
    '<li><a href="/home/" aria-current="page">Todos los ecosistemas</a></li>' +
    '<li><a href="/home/"><bdi></bdi></a></li></ul></nav>';
  document.querySelector("main section").insertAdjacentHTML("beforebegin", tabs);
  document.querySelector(".tabs bdi").textContent = name;
}"""


@pytest.mark.parametrize("locale", ["es", "ar"])
@pytest.mark.parametrize("width", [320, 360])
def test_long_names_of_ecosystems_wrap_in_the_tabs(visit: Visit, width: int, locale: str) -> None:
    page = visit("convener", width=width, locale=locale)
    page.goto("/home/")
    for name in LONG:
        page.evaluate(IN_TABS, name)
        fits(page)
        expect(page.locator(".tabs").get_by_text(name).first).to_be_visible()
