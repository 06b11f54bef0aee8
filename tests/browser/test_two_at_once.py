"""Two conveners have one form open: nothing that either of them wrote is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.looking import fits, follow, violations

DESKS = {"phone without scripts": {"width": 360, "java_script_enabled": False}, "desktop": {}}


def opened(visit: Visit, site: Site, **desk: object) -> Page:
    page = visit("convener", **desk)
    page.goto("/e/valley/organisations/{organisation}/edit/".format(**site.names))
    return page


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_what_each_changed_is_kept_and_what_both_changed_is_shown(
    site: Site, visit: Visit, desk: dict
) -> None:
    first, second = opened(visit, site), opened(visit, site, **desk)
    name = second.get_by_label("Name", exact=True).input_value()
    website = f"https://hedge.example/{len(desk)}"
    address, code = f"{len(desk)} Hedge Lane", f"C{len(desk)}"
    first.get_by_label("Address").fill(address)
    first.get_by_label("Code").fill(f"H{len(desk)}")
    follow(first.get_by_role("button", name="Save"))
    second.get_by_label("Website").fill(website)
    second.get_by_label("Code").fill(code)
    follow(second.get_by_role("button", name="Save"))
    expect(second.get_by_text("This was changed while you were writing")).to_be_visible()
    row = second.locator(".summary tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(code)
    expect(row).to_contain_text(f"H{len(desk)}")
    expect(second.get_by_label("Website")).to_have_value(website)
    expect(second.get_by_label("Address")).to_have_value(address)
    if "width" not in desk:  # a page without scripts cannot be measured
        second.set_viewport_size({"width": 360, "height": 800})
        fits(second)
        assert violations(second) == []
    follow(second.get_by_role("button", name="Save"))
    again = opened(visit, site)
    for label, value in {
        "Name": name, "Address": address, "Code": code, "Website": website,
    }.items():  # fmt: skip
        expect(again.get_by_label(label, exact=label == "Name")).to_have_value(value)
