"""``hedgerow invite`` says where its letters are, and they are there."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from hedgerow.commons.membership.inviting_commands import INVITE
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation import jobs

pytestmark = pytest.mark.django_db
FILES = "hedgerow.foundation.installation.keeping.KeptLetters"


def asked() -> Namespace:
    aspen = factories.ecosystem("Aspen Valley")
    return Namespace(slug=aspen.slug, address=["bo@example.org"], role="convener")


def test_the_letter_leaves_and_its_link_leads_to_the_server_that_sends_it(
    settings: Settings,
) -> None:
    INVITE.run(asked())
    settings.HEDGEROW_HERE = "http://127.0.0.1:8123"  # as the worker of that server knows it
    jobs.run_pending()
    assert "http://127.0.0.1:8123/invitation/" in str(mail.outbox[0].body)
    assert Invitation.objects.get().sent_at is not None


def test_without_a_mail_server_it_names_the_folder_where_the_letter_will_be(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL, settings.EMAIL_FILE_PATH = Namespace(host=""), str(tmp_path / "outbox")
    INVITE.run(asked())
    said = capsys.readouterr().out
    assert said.startswith("1 invited to Aspen Valley as convener.")
    assert str(tmp_path / "outbox") in said
    assert "within seconds" in said
    settings.EMAIL_BACKEND = FILES
    jobs.run_pending()
    (letter,) = (tmp_path / "outbox").iterdir()
    assert "bo@example.org" in letter.read_text()
    assert (letter.stat().st_mode & 0o777, letter.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_with_a_mail_server_it_names_the_server(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL = Namespace(host="mail.example.org")
    INVITE.run(asked())
    assert "within seconds, through mail.example.org" in capsys.readouterr().out
