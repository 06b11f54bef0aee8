"""A blueprint tells nobody how to reach somebody, and its convener where it was said."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import ask_for_consent
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.commands import COMMANDS
from hedgerow.edges.blueprints.exporting import as_toml, taken_along
from hedgerow.edges.blueprints.models import Carried
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": Actor.the_steward(), "at": datetime(2026, 11, 24, tzinfo=UTC)}
MAIL, NUMBER = "maria@valley.org", "044 123 45 67"


def place() -> Ecosystem:
    row = factories.ecosystem()
    row.purpose = f"Learning together. Write to {MAIL}."
    row.told = {"es": {"purpose": f"Aprender juntos. Escriba a {MAIL}."}}
    row.save()
    save_kinds(row, [{"key": "club-0441234567", "name": f"Club {NUMBER}"}], **BY)
    steps = [{"key": "circle", "title": "Circle", "steps": [f"Call {NUMBER}", "Sit down"]}]
    Carried.objects.create(ecosystem=row, content={"practices": steps})
    ask_for_consent(row, "photos", {"en": "Photos"}, {"en": f"No? Write to {MAIL}."}, **BY)
    return row


def test_addresses_and_numbers_are_left_out_and_the_rest_of_the_text_travels() -> None:
    taken = taken_along(BY["by"], place().slug)
    found, text = taken.blueprint, as_toml(taken.blueprint, taken.held)
    assert found.identity.purpose == {
        "en": "Learning together. Write to […].", "es": "Aprender juntos. Escriba a […].",
    }  # fmt: skip
    assert [(one.key, one.title) for one in found.activity_kinds] == [
        ("club-0441234567", "Club […]")
    ]
    assert found.practices[0].steps == ("Call […]", "Sit down")
    assert MAIL not in text
    assert NUMBER not in text
    assert "# Texts of which addresses or telephone numbers were left out: 4\n" in text


def test_a_consent_with_an_address_stays_whole() -> None:
    taken = taken_along(BY["by"], place().slug)
    assert taken.blueprint.consents == ()
    (held,) = (one for one in taken.held if one.whole)
    assert (held.where, held.names) == ("consents / photos", (MAIL,))


def test_page_command_and_api_name_each_text_and_what_is_left_out(capsys: Any) -> None:
    row = place()
    ada = factories.browser(factories.convener(row))
    page = ada.get(reverse("carried", args=[row.slug])).content.decode()
    assert f"Call {NUMBER}" in page
    assert f"<bdi>{MAIL}</bdi>" in page
    assert page.index(MAIL) < page.index(reverse("take-elsewhere", args=[row.slug]))
    settings = ada.get(reverse("settings", args=[row.slug])).content.decode()
    assert reverse("take-elsewhere", args=[row.slug]) not in settings
    told = ada.get(f"/api/ecosystems/{row.slug}/blueprint/held-back").json()
    assert ("identity / purpose", [MAIL], True) in [
        (one["where"], one["names"], one["reaches"]) for one in told
    ]
    command = next(one for one in COMMANDS if one.name == "export")
    parser = ArgumentParser()
    command.configure(parser)
    assert command.run(parser.parse_args([row.slug])) == 0
    said = capsys.readouterr()
    assert NUMBER not in said.out
    assert f"Left out {NUMBER}: practices / circle / steps / 1: Call {NUMBER}" in said.err
