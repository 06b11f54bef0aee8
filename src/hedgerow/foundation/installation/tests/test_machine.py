"""Doctor asks the mail server, and finds settings that together refuse every form."""

from types import SimpleNamespace

import pytest
from pytest_django import Settings

from hedgerow.foundation.installation import machine
from hedgerow.foundation.tests.postbox import Postbox, listening, port

__all__ = ["port"]


@pytest.fixture
def server(port: int, settings: Settings) -> int:
    settings.EMAIL = SimpleNamespace(host="127.0.0.1", port=port)
    return port


def test_a_mail_server_that_takes_us_in_is_well_and_gets_no_letter(server: int) -> None:
    postbox = Postbox()
    with listening(server, postbox):
        assert machine.mail().well
    assert postbox.letters == []


def test_a_mail_server_that_is_away_is_wrong(server: int) -> None:
    check = machine.mail()
    assert not check.well
    assert check.found == f"127.0.0.1 port {server} takes no letters: Connection refused"


def test_without_a_mail_server_doctor_says_where_letters_are(settings: Settings) -> None:
    settings.EMAIL = SimpleNamespace(host="", port=25)
    check = machine.mail()
    assert check.well
    assert "outbox" in check.found


@pytest.mark.parametrize(
    ("tls", "proxies", "url", "wrong"),
    [
        (False, (), "", False),
        (False, (), "http://learn.example.org", False),
        (True, ("127.0.0.1",), "https://learn.example.org", False),
        (True, (), "https://learn.example.org", True),
        (False, ("127.0.0.1",), "https://learn.example.org", True),
    ],
)
def test_settings_that_refuse_every_form_are_found(
    settings: Settings, tls: bool, proxies: tuple[str, ...], url: str, wrong: bool
) -> None:
    settings.SESSION_COOKIE_SECURE = tls
    settings.HEDGEROW_TRUSTED_PROXIES, settings.HEDGEROW_URL = proxies, url
    assert any(not check.well for check in machine.addresses()) is wrong
