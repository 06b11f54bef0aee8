"""An invitation says how it stands: open, lapsed, accepted or taken back, and on which day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import Offer, invite_people
from hedgerow.commons.membership.inviting_queries import invitations_page
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()
STATES = ("open", "lapsed", "accepted", "withdrawn")


@pytest.fixture
def aspen(client: Client) -> Ecosystem:
    """Four invitations, of which only one is still open; the convener is signed in."""
    place = factories.ecosystem()
    ada = factories.convener(place)
    to = [f"{state}@example.org" for state in STATES]
    by, began = factories.actor(ada), NOW - timedelta(days=30)
    invite_people(place, to, Offer("member"), by=by, at=began, root="https://x.example/")
    sent = Invitation.objects.all()
    sent.filter(email=to[0]).update(expires_at=NOW + timedelta(days=3))
    sent.filter(email=to[2]).update(accepted_at=NOW - timedelta(days=20))
    sent.filter(email=to[3]).update(withdrawn_at=NOW - timedelta(days=10))
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    return place


@pytest.mark.slow
def test_each_is_in_its_state(aspen: Ecosystem) -> None:
    by = factories.actor(factories.convener(aspen, "Eve"))
    page = invitations_page(by, aspen, NOW)
    parts = (page.open, page.expired, page.accepted, page.withdrawn)
    assert [[(line.email, line.state) for line in part] for part in parts] == [
        [(f"{state}@example.org", state)] for state in STATES
    ]


def test_the_list_says_on_which_day(aspen: Ecosystem, client: Client) -> None:
    page = client.get(f"/e/{aspen.slug}/invitations/").content.decode()
    for words, days in (
        ("open until", 3), ("lapsed on", -16), ("accepted on", -20), ("taken back on", -10),
    ):  # fmt: skip
        assert f"{words} {date_format(timezone.localdate(NOW + timedelta(days=days)))}" in page
    assert page.count("Send again") == 2


def test_what_lapsed_is_open_once_it_is_sent_again(aspen: Ecosystem, client: Client) -> None:
    row = Invitation.objects.get(email="lapsed@example.org")
    assert client.post(f"/e/{aspen.slug}/invitations/{row.uuid}/again/").status_code == 302
    page = client.get(f"/e/{aspen.slug}/invitations/").content.decode()
    assert "lapsed on" not in page
    assert page.count("open until") == 2
