"""The first person of an installation: who lets them in, by which command, and who is told of it."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from hedgerow.commons.membership.actions import admit
from hedgerow.commons.membership.admitting_commands import ADMIT
from hedgerow.commons.membership.first_person import anybody_can_sign_in
from hedgerow.commons.membership.models import SignInLink
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.installation.home import hold, say_port, the_home
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
COMMAND = "hedgerow admit ADDRESS"


def asked(address: str = "Ada@Example.org", name: str = "Ada Bloom", port: int = 0) -> Namespace:
    return Namespace(address=address, name=name, port=port)


def link_in(said: str) -> str:
    return next(line.strip() for line in said.splitlines() if "/sign-in/" in line)


def test_the_command_prints_a_link_that_leads_to_starting_an_ecosystem(
    client: Client, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.HEDGEROW_HERE = "http://127.0.0.1:8000"
    ADMIT.run(asked(port=8123))
    link = link_in(capsys.readouterr().out)
    assert link.startswith("http://127.0.0.1:8123/sign-in/")
    path, _, wanted = link.partition("8123")[2].partition("?next=")
    answer = client.post(path, {"next": wanted, "act_token": "t1"})
    assert answer["Location"] == "/start/"
    person = Person.objects.get()
    assert (person.name, person.email, person.kept_by) == ("Ada Bloom", "ada@example.org", None)
    assert client.session["person_id"] == person.pk
    assert client.get("/start/empty/").status_code == 200
    assert Fact.objects.filter(kind="people.person_admitted", via="command").count() == 1


def test_asked_again_it_gives_the_same_person_another_link() -> None:
    ADMIT.run(asked())
    ADMIT.run(asked("ada@example.org", ""))
    assert Person.objects.count() == 1
    assert SignInLink.objects.count() == 2
    assert Fact.objects.filter(kind="people.person_admitted").count() == 1


def test_without_a_name_it_is_what_stands_before_the_at() -> None:
    ADMIT.run(asked(name=""))
    assert Person.objects.get().name == "ada"


def test_with_a_mail_server_a_letter_has_a_link_too(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL = Namespace(host="mail.example.org")
    with django_capture_on_commit_callbacks(execute=True):
        ADMIT.run(asked())
    assert "/sign-in/" in str(mail.outbox[0].body)
    assert mail.outbox[0].to == ["ada@example.org"]


def test_what_is_no_address_is_refused_by_the_name_that_the_command_has_for_it() -> None:
    with pytest.raises(Invalid) as refused:
        ADMIT.run(asked("ada at home"))
    assert refused.value.fields == {"address": ["“ada at home” is no e-mail address."]}
    assert not Person.objects.exists()


def test_the_link_leads_to_the_server_that_runs(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path
) -> None:
    settings.HEDGEROW_HERE, settings.HEDGEROW_HOME = "http://127.0.0.1:8000", tmp_path
    home = the_home()
    with hold(home):
        say_port(home, 8961)
        ADMIT.run(asked())
        said = capsys.readouterr().out
        assert link_in(said).startswith("http://127.0.0.1:8961/sign-in/")
        assert "No server runs" not in said
        ADMIT.run(asked(port=8123))
        assert link_in(capsys.readouterr().out).startswith("http://127.0.0.1:8123/")
    ADMIT.run(asked())
    said = capsys.readouterr().out
    assert link_in(said).startswith("http://127.0.0.1:8000/")
    assert "HEDGEROW_PORT" in said
    settings.HEDGEROW_URL = settings.HEDGEROW_HERE = "https://learn.example.org"
    ADMIT.run(asked())
    said = capsys.readouterr().out
    assert link_in(said).startswith("https://learn.example.org/")
    assert "HEDGEROW_PORT" not in said


def test_nobody_but_the_steward_admits() -> None:
    convener = factories.actor(factories.convener(factories.ecosystem()))
    for by in (Actor.public(), convener):
        with pytest.raises(NotPermitted):
            admit("bo@example.org", by=by, at=factories.NOW, link_to=str, has_mail=False)
    assert not Person.objects.filter(email="bo@example.org").exists()


@pytest.mark.parametrize("page", ["/start/", "/sign-in/"])
def test_a_page_says_the_command_until_somebody_can_sign_in(page: str, client: Client) -> None:
    assert COMMAND in client.get(page).content.decode()
    ADMIT.run(asked())
    assert COMMAND not in client.get(page).content.decode()


def test_simulated_people_are_nobody_who_signs_in() -> None:
    bo = factories.person(factories.ecosystem(), "Bo")
    Person.objects.filter(pk=bo.pk).update(email="bo@example.org", origin="simulated")
    assert not anybody_can_sign_in(factories.NOW)
    Person.objects.filter(pk=bo.pk).update(origin="live")
    assert anybody_can_sign_in(factories.NOW)
