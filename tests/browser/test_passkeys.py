"""A passkey is added, signs in without a password, and is removed: with a virtual authenticator."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import Site

Visit = Callable[..., Page]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_signs_in_by_itself_until_it_is_removed(site: Site, visit: Visit) -> None:
    home = site.url.replace("127.0.0.1", "localhost")  # passkeys are for names, not for numbers
    page = visit(width=360)
    name = {"name": "sessionid", "value": site.sessions["evaluator"], "url": home}
    page.context.add_cookies([name])  # type: ignore[list-item]
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page.goto(f"{home}/me/second-factor/")
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()

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
