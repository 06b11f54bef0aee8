"""An ecosystem is named: the address follows the name until somebody writes another."""

from playwright.sync_api import expect

from .conftest import Visit
from .looking import fits, follow


def test_the_address_follows_the_name_until_another_is_written(visit: Visit) -> None:
    page = visit("convener", width=360)
    page.goto("/start/empty/")
    name, address = page.get_by_label("Name", exact=True), page.get_by_label("Address")
    name.fill("San José’s Network")
    expect(address).to_have_value("san-joses-network")
    name.fill("San José")
    expect(address).to_have_value("san-jose")
    address.fill("our-town")
    name.fill("San José again")
    expect(address).to_have_value("our-town")
    address.fill("")
    name.fill("San José once more")
    expect(address).to_have_value("san-jose-once-more")


def test_without_scripts_the_server_proposes_it(visit: Visit) -> None:
    page = visit("convener", width=360, java_script_enabled=False)
    page.goto("/start/empty/")
    page.get_by_label("Name", exact=True).fill("San José")
    follow(page.get_by_role("button", name="Start it"))
    expect(page.get_by_label("Address")).to_have_value("san-jose")


def test_the_form_that_comes_back_fits_a_phone_in_arabic(visit: Visit) -> None:
    page = visit("convener", width=360, locale="ar")
    page.goto("/start/empty/")
    page.locator("[name=name]").fill("بيت جنّ")
    page.locator("[name=languages]").first.check()
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator(".summary")).to_be_visible()
    fits(page, "address-ar")
