"""A passkey is added, signs in without a password, is lost or removed: with a virtual authenticator."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .cast import PASSWORD
from .conftest import Site
from .looking import fits, follow

Visit = Callable[..., Page]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def home(site: Site) -> str:
    """Passkeys are for names, not for numbers."""
    return site.url.replace("127.0.0.1", "localhost")


def with_device(page: Page, site: Site, home: str) -> None:
    """Sign in as the evaluator, on a device that makes passkeys."""
    name = {"name": "sessionid", "value": site.sessions["evaluator"], "url": home}
    page.context.add_cookies([name])  # type: ignore[list-item]
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def add_passkey(page: Page, home: str) -> None:
    page.goto(f"{home}/me/second-factor/")
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()


def test_a_passkey_signs_in_by_itself_until_it_is_removed(
    site: Site, home: str, visit: Visit
) -> None:
    page = visit(width=360)
    with_device(page, site, home)
    add_passkey(page, home)

    page.context.clear_cookies()
    page.goto(f"{home}/sign-in/")
    page.get_by_role("link", name="I have a passkey").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/home/")

    page.goto(f"{home}/me/second-factor/")
    page.get_by_role("button", name="Remove My phone").click()
    expect(page.get_by_text("signs nobody in any more")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{home}/sign-in/passkey/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("not known here")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_who_loses_the_passkey_signs_in_by_password_and_a_printed_code(
    site: Site, home: str, visit: Visit, width: int, scheme: str
) -> None:
    page = visit(width=width, color_scheme=scheme)
    with_device(page, site, home)
    add_passkey(page, home)
    expect(page.get_by_text("There is none. Make some now")).to_be_visible()
    fits(page, f"codes-none-{width}-{scheme}")
    follow(page.get_by_role("button", name="Make recovery codes"))
    codes = page.locator("li code").all_inner_texts()
    assert len(codes) == 10
    fits(page, f"codes-made-{width}-{scheme}")

    page.context.clear_cookies()
    page.goto(f"{home}/sign-in/")
    page.locator("[name=own-email]").fill("evaluator@example.org")
    page.locator("[name=own-password]").fill(PASSWORD)
    page.locator("[name=own-password]").press("Enter")
    page.wait_for_url("**/sign-in/second/")
    fits(page, f"codes-asked-{width}-{scheme}")
    page.get_by_label("Code").fill(codes[0])
    follow(page.get_by_role("button", name="Go on"))
    page.wait_for_url(f"{home}/home/")

    page.goto(f"{home}/me/second-factor/")
    expect(page.get_by_text("9 recovery codes are left")).to_be_visible()
    fits(page, f"codes-left-{width}-{scheme}")
    page.get_by_role("button", name="Remove My phone").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_have_count(0)
